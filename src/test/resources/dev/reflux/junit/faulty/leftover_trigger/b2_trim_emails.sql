-- revision: b2
-- down_revision: a1
-- message: trim emails

-- +upgrade
CREATE OR REPLACE FUNCTION trim_email() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.email := trim(NEW.email);
    RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER trim_email BEFORE INSERT ON account FOR EACH ROW EXECUTE FUNCTION trim_email();

-- +downgrade
-- Both are forgotten
