-- revision: b2
-- down_revision: a1
-- message: forget notes
-- irreversible: nobody knows what the notes were

-- +upgrade
UPDATE account SET note = NULL;
