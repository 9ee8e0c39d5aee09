-- revision: c08b
-- down_revision: c07
-- message: another branch, all of it in a transaction

-- +upgrade
ALTER TABLE purchase ADD CONSTRAINT of_account FOREIGN KEY (account) REFERENCES account (id) NOT VALID;
ALTER TABLE purchase VALIDATE CONSTRAINT of_account;
INSERT INTO journal VALUES ('up c08b');

-- +downgrade
ALTER TABLE purchase DROP CONSTRAINT of_account;
INSERT INTO journal VALUES ('down c08b');
