-- revision: c3
-- down_revision: b2
-- message: drop the check

-- +upgrade
ALTER TABLE account DROP CONSTRAINT account_email_given;

-- +downgrade
ALTER TABLE account ADD CHECK (email <> '');
