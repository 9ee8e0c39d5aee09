-- revision: b2
-- down_revision: a1
-- message: require notes

-- +upgrade
ALTER TABLE account ALTER COLUMN note SET NOT NULL;

-- +downgrade
ALTER TABLE account ALTER COLUMN note DROP NOT NULL;
