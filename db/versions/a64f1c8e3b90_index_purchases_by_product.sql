-- revision: a64f1c8e3b90
-- down_revision: 5b9d07e2c4f1
-- message: index purchases by product
-- created: 2025-11-27T17:45:33Z

-- +upgrade
-- The busiest table by now: writers must not wait
-- +autocommit
CREATE INDEX CONCURRENTLY purchases_product_id_idx ON purchases (product_id, purchased_at DESC);
-- +end

-- +downgrade
-- +autocommit
DROP INDEX CONCURRENTLY purchases_product_id_idx;
-- +end
