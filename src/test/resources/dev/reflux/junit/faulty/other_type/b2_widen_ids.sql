-- revision: b2
-- down_revision: a1
-- message: widen ids

-- +upgrade
ALTER TABLE account ALTER COLUMN id TYPE numeric;

-- +downgrade
ALTER TABLE account ALTER COLUMN id TYPE integer;
