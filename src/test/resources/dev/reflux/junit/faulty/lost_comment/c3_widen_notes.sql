-- revision: c3
-- down_revision: b2
-- message: widen notes

-- +upgrade
ALTER TABLE account DROP COLUMN note, ADD COLUMN note varchar(80);

-- +downgrade
ALTER TABLE account DROP COLUMN note, ADD COLUMN note text;
