-- revision: b2
-- down_revision: a1
-- message: default note

-- +upgrade
ALTER TABLE account ALTER COLUMN note SET DEFAULT 'none';

-- +downgrade
ALTER TABLE account ALTER COLUMN note SET DEFAULT '';
