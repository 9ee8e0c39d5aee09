-- revision: b2
-- down_revision: a1
-- message: seed accounts

-- +upgrade
INSERT INTO account (email) VALUES ('a@b'), ('b@c');

-- +downgrade
DELETE FROM account;
