-- revision: b2
-- down_revision: a1
-- message: drop note

-- +upgrade
ALTER TABLE account DROP COLUMN note;

-- +downgrade
-- The column is forgotten
