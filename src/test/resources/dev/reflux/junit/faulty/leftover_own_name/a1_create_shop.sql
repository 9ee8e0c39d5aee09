-- revision: a1
-- message: create shop

-- +upgrade
CREATE SCHEMA shop;
CREATE TABLE shop.version (id bigint PRIMARY KEY);

-- +downgrade
DROP TABLE shop.version;
DROP SCHEMA shop;
