-- revision: b2
-- down_revision: a1
-- message: add owners

-- +upgrade
ALTER TABLE account ADD COLUMN owner bigint REFERENCES account DEFERRABLE INITIALLY DEFERRED;
INSERT INTO account (id, email, owner) VALUES (1, 'a@b', 1);

-- +downgrade
DELETE FROM account WHERE id = 1;
SET CONSTRAINTS ALL IMMEDIATE;
ALTER TABLE account DROP COLUMN owner;
