-- revision: c03
-- down_revision: c02
-- message: an autocommit part of several statements at the beginning

-- +upgrade
-- +autocommit
CREATE UNIQUE INDEX CONCURRENTLY ux_account_email ON account (email);
INSERT INTO journal VALUES ('up c03, autocommit');
UPDATE purchase SET amount = amount * 2;
-- +end
ALTER TABLE account ADD CONSTRAINT account_email_unique UNIQUE USING INDEX ux_account_email;
UPDATE account SET n = n + 10;

-- +downgrade
ALTER TABLE account DROP CONSTRAINT account_email_unique;
UPDATE account SET n = n - 10;
-- +autocommit
UPDATE purchase SET amount = amount / 2;
INSERT INTO journal VALUES ('down c03, autocommit');
-- +end
