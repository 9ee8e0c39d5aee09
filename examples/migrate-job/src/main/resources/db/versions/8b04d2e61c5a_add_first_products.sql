-- revision: 8b04d2e61c5a
-- down_revision: 3f1c9a7d20be
-- message: add first products
-- created: 2026-11-21T09:10:00Z

-- +upgrade
INSERT INTO product (name, price) VALUES ('Field recordings', 9.00), ('Icon set', 24.50);

-- +downgrade
DELETE FROM product WHERE name IN ('Field recordings', 'Icon set');
