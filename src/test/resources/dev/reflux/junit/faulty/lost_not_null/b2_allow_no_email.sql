-- revision: b2
-- down_revision: a1
-- message: allow no email

-- +upgrade
ALTER TABLE account ALTER COLUMN email DROP NOT NULL;

-- +downgrade
-- The constraint is forgotten
