-- revision: c11
-- down_revision: c10
-- message: an index dropped and another one built

-- +upgrade
-- +autocommit
DROP INDEX CONCURRENTLY ix_account_email;
INSERT INTO journal VALUES ('up c11, autocommit');
CREATE INDEX CONCURRENTLY ix_purchase_account ON purchase (account) WHERE amount > 10;
-- +end

-- +downgrade
-- +autocommit
DROP INDEX CONCURRENTLY ix_purchase_account;
INSERT INTO journal VALUES ('down c11, autocommit');
CREATE INDEX CONCURRENTLY ix_account_email ON account (email);
-- +end
