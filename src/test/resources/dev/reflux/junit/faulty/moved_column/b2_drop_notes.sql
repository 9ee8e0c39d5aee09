-- revision: b2
-- down_revision: a1
-- message: drop notes

-- +upgrade
ALTER TABLE account DROP COLUMN note;

-- +downgrade
ALTER TABLE account ADD COLUMN note text;
