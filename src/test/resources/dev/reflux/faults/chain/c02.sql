-- revision: c02
-- down_revision: c01
-- message: an autocommit part at the end

-- +upgrade
UPDATE account SET n = n + 1;
INSERT INTO journal VALUES ('up c02');
-- +autocommit
CREATE INDEX CONCURRENTLY ix_account_email ON account (email);
-- +end

-- +downgrade
-- +autocommit
DROP INDEX CONCURRENTLY ix_account_email;
-- +end
UPDATE account SET n = n - 1;
INSERT INTO journal VALUES ('down c02');
