-- revision: 3f1c9a7d20be
-- message: create products
-- created: 2026-11-21T09:00:00Z

-- +upgrade
CREATE TABLE product (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text NOT NULL,
    price numeric(10, 2) NOT NULL CHECK (price >= 0)
);

-- +downgrade
DROP TABLE product;
