-- revision: b2
-- down_revision: a1
-- message: seed accounts

-- +upgrade
INSERT INTO account VALUES (1, 'a@b', 'a long note');

-- +downgrade
DELETE FROM account WHERE id = 1;
