-- revision: c3
-- down_revision: a1
-- message: add address

-- +upgrade
ALTER TABLE account ADD COLUMN address text;

-- +downgrade
ALTER TABLE account DROP COLUMN address;
