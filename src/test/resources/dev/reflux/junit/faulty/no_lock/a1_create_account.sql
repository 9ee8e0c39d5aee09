-- revision: a1
-- message: create account

-- +upgrade
SELECT pg_sleep(0.3);
CREATE TABLE account (
    id bigint PRIMARY KEY,
    email text NOT NULL,
    note text
);

-- +downgrade
DROP TABLE account;
