-- revision: b2
-- down_revision: a1
-- message: shorten notes

-- +upgrade
ALTER TABLE account ALTER COLUMN note TYPE varchar(3) USING left(note, 3);

-- +downgrade
ALTER TABLE account ALTER COLUMN note TYPE text;
