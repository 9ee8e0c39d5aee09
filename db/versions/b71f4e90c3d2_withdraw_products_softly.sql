-- revision: b71f4e90c3d2
-- down_revision: 0d6e82c5a7f9
-- message: withdraw products softly
-- created: 2025-05-21T12:15:40Z

-- +upgrade
ALTER TABLE products ADD COLUMN withdrawn_at timestamptz;
COMMENT ON COLUMN products.withdrawn_at IS 'No longer for sale since then; buyers keep access';

CREATE INDEX products_on_sale_idx ON products (category_id, created_at DESC) WHERE withdrawn_at IS NULL;
DROP INDEX products_category_id_idx;

-- +downgrade
CREATE INDEX products_category_id_idx ON products (category_id);
DROP INDEX products_on_sale_idx;
ALTER TABLE products DROP COLUMN withdrawn_at;
