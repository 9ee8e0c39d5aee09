-- revision: b2
-- down_revision: a1
-- message: list emails

-- +upgrade
CREATE VIEW emails AS SELECT id, email FROM account;

-- +downgrade
DROP VIEW emails;
