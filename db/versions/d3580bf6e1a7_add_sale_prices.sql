-- revision: d3580bf6e1a7
-- down_revision: 6ac2d91e7f04
-- message: add sale prices
-- created: 2025-07-08T13:37:00Z

-- +upgrade
ALTER TABLE products
    ADD COLUMN sale_price numeric(12, 2),
    ADD COLUMN sale_ends_at timestamptz,
    ADD CONSTRAINT products_sale_price_check CHECK (sale_price >= 0 AND sale_price < price),
    ADD CONSTRAINT products_sale_check CHECK ((sale_price IS NULL) = (sale_ends_at IS NULL));

COMMENT ON COLUMN products.sale_price IS 'Charged in place of the price until the sale ends';

-- +downgrade
ALTER TABLE products
    DROP CONSTRAINT products_sale_check,
    DROP CONSTRAINT products_sale_price_check,
    DROP COLUMN sale_ends_at,
    DROP COLUMN sale_price;
