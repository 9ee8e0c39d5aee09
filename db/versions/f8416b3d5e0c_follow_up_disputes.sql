-- revision: f8416b3d5e0c
-- down_revision: 27e9c4a1d8b6
-- message: follow up disputes
-- created: 2025-08-19T10:20:06Z

-- +upgrade
ALTER TABLE purchases
    ADD COLUMN disputed_at timestamptz,
    ADD CONSTRAINT purchases_disputed_at_check CHECK (status <> 'disputed' OR disputed_at IS NOT NULL) NOT VALID;

UPDATE purchases SET disputed_at = purchased_at WHERE status = 'disputed';

ALTER TABLE purchases VALIDATE CONSTRAINT purchases_disputed_at_check;

CREATE INDEX purchases_disputed_idx ON purchases (disputed_at) WHERE status = 'disputed';

-- +downgrade
DROP INDEX purchases_disputed_idx;
ALTER TABLE purchases DROP CONSTRAINT purchases_disputed_at_check, DROP COLUMN disputed_at;
