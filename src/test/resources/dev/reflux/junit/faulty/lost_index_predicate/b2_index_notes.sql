-- revision: b2
-- down_revision: a1
-- message: index notes

-- +upgrade
CREATE INDEX account_note ON account (email) WHERE note IS NOT NULL;

-- +downgrade
DROP INDEX account_note;
