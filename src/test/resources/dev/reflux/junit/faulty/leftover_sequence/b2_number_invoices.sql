-- revision: b2
-- down_revision: a1
-- message: number invoices

-- +upgrade
CREATE SEQUENCE IF NOT EXISTS invoice_number;

-- +downgrade
-- The sequence is forgotten
