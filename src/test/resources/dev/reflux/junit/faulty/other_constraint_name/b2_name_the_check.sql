-- revision: b2
-- down_revision: a1
-- message: name the check

-- +upgrade
ALTER TABLE account ADD CONSTRAINT account_email_given CHECK (email <> '');

-- +downgrade
ALTER TABLE account DROP CONSTRAINT account_email_given;
