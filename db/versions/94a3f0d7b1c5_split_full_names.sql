-- revision: 94a3f0d7b1c5
-- down_revision: e20b7c4f8d63
-- message: split full names
-- created: 2025-03-17T16:48:57Z

-- +upgrade
ALTER TABLE users
    ADD COLUMN given_name text,
    ADD COLUMN family_name text;

-- Everything after the first blank is the family name; people with one name have an empty one
UPDATE users
SET given_name = split_part(full_name, ' ', 1),
    family_name = substr(full_name, length(split_part(full_name, ' ', 1)) + 2);

ALTER TABLE users
    ALTER COLUMN given_name SET NOT NULL,
    ALTER COLUMN family_name SET NOT NULL,
    DROP COLUMN full_name;

-- +downgrade
ALTER TABLE users ADD COLUMN full_name text;

UPDATE users SET full_name = concat_ws(' ', given_name, nullif(family_name, ''));

ALTER TABLE users
    ALTER COLUMN full_name SET NOT NULL,
    DROP COLUMN given_name,
    DROP COLUMN family_name;
