-- revision: c08a
-- down_revision: c07
-- message: one branch, a constraint validated in an autocommit part

-- +upgrade
ALTER TABLE purchase ADD CONSTRAINT positive CHECK (amount > 0) NOT VALID;
-- +autocommit
ALTER TABLE purchase VALIDATE CONSTRAINT positive;
INSERT INTO journal VALUES ('up c08a, autocommit');
-- +end

-- +downgrade
ALTER TABLE purchase DROP CONSTRAINT positive;
INSERT INTO journal VALUES ('down c08a');
