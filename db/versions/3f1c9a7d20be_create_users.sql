-- revision: 3f1c9a7d20be
-- down_revision:
-- message: create users
-- created: 2025-01-13T09:12:44Z

-- +upgrade
CREATE TABLE users (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    email      varchar(320) NOT NULL CONSTRAINT users_email_key UNIQUE,
    created_at timestamptz  NOT NULL DEFAULT now(),
    full_name  text         NOT NULL,
    CONSTRAINT users_email_check CHECK (position('@' IN email) > 1)
);

COMMENT ON TABLE users IS 'People who buy or sell';

-- +downgrade
DROP TABLE users;
