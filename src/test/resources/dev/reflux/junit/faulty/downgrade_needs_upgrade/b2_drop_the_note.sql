-- revision: b2
-- down_revision: a1
-- message: drop the note

-- +upgrade
ALTER TABLE account DROP COLUMN note;
CREATE TABLE account_note (id bigint);

-- +downgrade
ALTER TABLE account ADD COLUMN note text;
