-- revision: b2
-- down_revision: a1
-- message: add names

-- +upgrade
ALTER TABLE shop.version ADD COLUMN name text;
CREATE INDEX version_name ON shop.version (id);

-- +downgrade
ALTER TABLE shop.version DROP COLUMN name;
