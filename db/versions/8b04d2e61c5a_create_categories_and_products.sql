-- revision: 8b04d2e61c5a
-- down_revision: 3f1c9a7d20be
-- message: create categories and products
-- created: 2025-01-13T10:40:02Z

-- +upgrade
CREATE TABLE categories (
    id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    parent_id bigint CONSTRAINT categories_parent_id_fkey REFERENCES categories (id),
    slug      varchar(80) NOT NULL CONSTRAINT categories_slug_key UNIQUE,
    name      text        NOT NULL,
    CONSTRAINT categories_slug_check CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
    CONSTRAINT categories_parent_check CHECK (parent_id <> id)
);

CREATE TABLE products (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    category_id bigint         NOT NULL CONSTRAINT products_category_id_fkey REFERENCES categories (id),
    seller_id   bigint         NOT NULL CONSTRAINT products_seller_id_fkey REFERENCES users (id),
    title       varchar(200)   NOT NULL,
    description text           NOT NULL DEFAULT '',
    price       numeric(12, 2) NOT NULL CONSTRAINT products_price_check CHECK (price >= 0),
    currency    char(3)        NOT NULL DEFAULT 'EUR' CONSTRAINT products_currency_check CHECK (currency ~ '^[A-Z]{3}$'),
    created_at  timestamptz    NOT NULL DEFAULT now()
);

CREATE INDEX products_category_id_idx ON products (category_id);
CREATE INDEX products_seller_id_idx ON products (seller_id);

COMMENT ON TABLE products IS 'Files for sale; one row for each title, whatever its format';
COMMENT ON COLUMN products.price IS 'List price, tax included; 0 is free';

-- +downgrade
DROP TABLE products;
DROP TABLE categories;
