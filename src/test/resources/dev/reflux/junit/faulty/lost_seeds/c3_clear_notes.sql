-- revision: c3
-- down_revision: b2
-- message: clear notes

-- +upgrade
UPDATE account SET note = NULL;

-- +downgrade
SELECT 1;
