-- revision: c3
-- down_revision: b2
-- message: index emails

-- +upgrade
CREATE INDEX account_email ON account (email);

-- +downgrade
DROP INDEX account_email;
