-- revision: c3
-- down_revision: b2
-- message: shorten emails

-- +upgrade
DROP VIEW emails;
ALTER TABLE account ALTER COLUMN email TYPE varchar(200);
CREATE VIEW emails AS SELECT id, email FROM account;

-- +downgrade
DROP VIEW emails;
ALTER TABLE account ALTER COLUMN email TYPE text;
