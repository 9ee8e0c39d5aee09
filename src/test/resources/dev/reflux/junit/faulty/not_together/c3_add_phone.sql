-- revision: c3
-- down_revision: b2
-- message: add phone

-- +upgrade
ALTER TABLE account ADD COLUMN phone text;

-- +downgrade
ALTER TABLE account DROP COLUMN phone;
