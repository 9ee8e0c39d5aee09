-- revision: c3
-- down_revision: b2
-- message: index all emails

-- +upgrade
DROP INDEX account_note;
CREATE INDEX account_note ON account (email);

-- +downgrade
DROP INDEX account_note;
CREATE INDEX account_note ON account (email);
