-- revision: b2
-- down_revision: a1
-- message: seed accounts

-- +upgrade
INSERT INTO account (id, email) VALUES (1, 'a'), (2, 'b');

-- +downgrade
DELETE FROM account;
