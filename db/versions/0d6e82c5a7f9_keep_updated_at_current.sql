-- revision: 0d6e82c5a7f9
-- down_revision: 94a3f0d7b1c5
-- message: keep updated_at current
-- created: 2025-04-02T07:31:19Z

-- +upgrade
CREATE FUNCTION touch_updated_at() RETURNS trigger
LANGUAGE plpgsql AS $touch$
BEGIN
    -- The time of the transaction: rows written together carry the same one
    NEW.updated_at := now();
    RETURN NEW;
END;
$touch$;

ALTER TABLE users ADD COLUMN updated_at timestamptz NOT NULL DEFAULT now();
ALTER TABLE products ADD COLUMN updated_at timestamptz NOT NULL DEFAULT now();

CREATE TRIGGER users_touch_updated_at
    BEFORE UPDATE ON users
    FOR EACH ROW EXECUTE FUNCTION touch_updated_at();

CREATE TRIGGER products_touch_updated_at
    BEFORE UPDATE ON products
    FOR EACH ROW EXECUTE FUNCTION touch_updated_at();

-- +downgrade
DROP TRIGGER products_touch_updated_at ON products;
DROP TRIGGER users_touch_updated_at ON users;
ALTER TABLE products DROP COLUMN updated_at;
ALTER TABLE users DROP COLUMN updated_at;
DROP FUNCTION touch_updated_at();
