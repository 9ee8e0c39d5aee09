-- revision: a1
-- message: create account

-- +upgrade
CREATE TABLE account (
    id bigint PRIMARY KEY,
    email text NOT NULL,
    note text
);
CREATE SEQUENCE account_number;

-- +downgrade
DROP SEQUENCE account_number;
DROP TABLE account;
