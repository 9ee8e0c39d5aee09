-- revision: b2
-- down_revision: a1
-- message: forget notes

-- +upgrade
UPDATE account SET note = NULL;
