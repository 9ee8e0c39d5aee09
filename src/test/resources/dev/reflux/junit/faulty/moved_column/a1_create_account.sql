-- revision: a1
-- message: create account

-- +upgrade
CREATE TABLE account (
    id bigint PRIMARY KEY,
    note text,
    email text NOT NULL
);

-- +downgrade
DROP TABLE account;
