-- revision: a1
-- message: create account

-- +upgrade
CREATE TABLE account (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    email text NOT NULL,
    created timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- +downgrade
DROP TABLE account;
