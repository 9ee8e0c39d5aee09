-- revision: b2
-- down_revision: a1
-- message: comment notes

-- +upgrade
COMMENT ON COLUMN account.note IS 'What support knows';

-- +downgrade
COMMENT ON COLUMN account.note IS NULL;
