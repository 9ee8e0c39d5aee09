-- revision: 27e9c4a1d8b6
-- down_revision: b71f4e90c3d2
-- message: let buyers dispute purchases
-- created: 2025-06-25T15:59:48Z

-- +upgrade
ALTER TYPE purchase_status ADD VALUE 'disputed' BEFORE 'refunded';

-- +downgrade
-- PostgreSQL takes no value out of an enum: the type is built anew. What names it, the default and
-- the predicate of the index, has to let go of the old type first. A dispute goes back to paid.
DROP INDEX purchases_pending_idx;
ALTER TABLE purchases ALTER COLUMN status DROP DEFAULT;

ALTER TYPE purchase_status RENAME TO purchase_status_with_disputes;
CREATE TYPE purchase_status AS ENUM ('pending', 'paid', 'refunded');
COMMENT ON TYPE purchase_status IS 'Where a purchase stands';

ALTER TABLE purchases ALTER COLUMN status TYPE purchase_status
    USING (CASE status::text WHEN 'disputed' THEN 'paid' ELSE status::text END)::purchase_status;
DROP TYPE purchase_status_with_disputes;

ALTER TABLE purchases ALTER COLUMN status SET DEFAULT 'pending';
CREATE INDEX purchases_pending_idx ON purchases (purchased_at) WHERE status = 'pending';
