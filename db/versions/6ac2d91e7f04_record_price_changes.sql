-- revision: 6ac2d91e7f04
-- down_revision: b71f4e90c3d2
-- branch_labels: pricing
-- message: record price changes
-- created: 2025-06-11T09:03:25Z

-- +upgrade
CREATE TABLE price_changes (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    product_id bigint         NOT NULL CONSTRAINT price_changes_product_id_fkey REFERENCES products (id) ON DELETE CASCADE,
    price      numeric(12, 2) NOT NULL,
    changed_at timestamptz    NOT NULL DEFAULT now()
);

CREATE INDEX price_changes_product_id_idx ON price_changes (product_id, changed_at DESC);

-- What has been on sale so far starts with the price it has now
INSERT INTO price_changes (product_id, price, changed_at)
SELECT id, price, created_at FROM products ORDER BY id;

CREATE FUNCTION record_price_change() RETURNS trigger
LANGUAGE plpgsql AS $record$
BEGIN
    -- The table beside the one that fired, whatever the caller's search_path
    EXECUTE format('INSERT INTO %I.price_changes (product_id, price) VALUES ($1, $2)', TG_TABLE_SCHEMA)
    USING NEW.id, NEW.price;
    RETURN NULL;
END;
$record$;

CREATE TRIGGER products_record_first_price
    AFTER INSERT ON products
    FOR EACH ROW EXECUTE FUNCTION record_price_change();

CREATE TRIGGER products_record_price_change
    AFTER UPDATE OF price ON products
    FOR EACH ROW WHEN (OLD.price IS DISTINCT FROM NEW.price)
    EXECUTE FUNCTION record_price_change();

-- +downgrade
DROP TRIGGER products_record_price_change ON products;
DROP TRIGGER products_record_first_price ON products;
DROP FUNCTION record_price_change();
DROP TABLE price_changes;
