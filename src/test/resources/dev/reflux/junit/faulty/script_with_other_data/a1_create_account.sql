-- revision: a1
-- message: create account

-- +upgrade
CREATE TABLE account (
    id bigint PRIMARY KEY,
    email text NOT NULL,
    note text
);

-- +downgrade
DROP TABLE account;
