-- revision: b2
-- down_revision: a1
-- message: number account

-- +upgrade
DO $$ BEGIN EXECUTE format('COMMENT ON TABLE account IS %L', nextval('account_number')); END $$;
ALTER TABLE account ADD COLUMN phone text;

-- +downgrade
ALTER TABLE account DROP COLUMN phone;
COMMENT ON TABLE account IS NULL;
