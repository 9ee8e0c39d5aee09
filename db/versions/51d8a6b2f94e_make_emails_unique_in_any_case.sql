-- revision: 51d8a6b2f94e
-- down_revision: c7e95f3a0d18
-- message: make emails unique in any case
-- created: 2025-02-04T14:22:10Z

-- +upgrade
CREATE UNIQUE INDEX users_lower_email_key ON users (lower(email));
ALTER TABLE users DROP CONSTRAINT users_email_key;

-- +downgrade
ALTER TABLE users ADD CONSTRAINT users_email_key UNIQUE (email);
DROP INDEX users_lower_email_key;
