-- revision: b2
-- down_revision: a1
-- message: seed accounts

-- +upgrade
-- +autocommit
INSERT INTO account VALUES ('a@b'), ('b@c');
-- +end

-- +downgrade
DELETE FROM account;
