-- revision: b2
-- down_revision: a1
-- message: index phones

-- +upgrade
CREATE INDEX account_phone ON account (phone);

-- +downgrade
DROP INDEX account_phone;
