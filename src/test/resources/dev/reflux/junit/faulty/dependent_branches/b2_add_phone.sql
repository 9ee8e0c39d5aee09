-- revision: b2
-- down_revision: a1
-- message: add phone

-- +upgrade
ALTER TABLE account ADD COLUMN phone text;

-- +downgrade
ALTER TABLE account DROP COLUMN phone;
