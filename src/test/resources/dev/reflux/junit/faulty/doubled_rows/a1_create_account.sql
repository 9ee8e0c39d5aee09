-- revision: a1
-- message: create account

-- +upgrade
CREATE TABLE account (email text NOT NULL);

-- +downgrade
DROP TABLE account;
