-- revision: c3
-- down_revision: a1
-- message: list columns

-- +upgrade
CREATE TABLE listed AS SELECT count(*) AS columns FROM information_schema.columns WHERE table_name = 'account';
DO $$ BEGIN IF (SELECT columns FROM listed) > 3 THEN CREATE INDEX listed_columns ON listed (columns); END IF; END $$;

-- +downgrade
DROP TABLE listed;
