-- revision: 70c5e3d9f2ab
-- down_revision: a64f1c8e3b90
-- message: publish the catalogue
-- created: 2026-02-12T09:28:51Z

-- +upgrade
CREATE VIEW catalogue AS
SELECT product.id,
       product.title,
       category.slug AS category,
       seller.given_name AS seller,
       CASE WHEN product.sale_ends_at > now() THEN product.sale_price ELSE product.price END AS price,
       product.currency
FROM products AS product
JOIN categories AS category ON category.id = product.category_id
JOIN users AS seller ON seller.id = product.seller_id
WHERE product.withdrawn_at IS NULL;

COMMENT ON VIEW catalogue IS 'What visitors see: products on sale at today''s price';
COMMENT ON COLUMN catalogue.seller IS 'Given name only';

-- +downgrade
DROP VIEW catalogue;
