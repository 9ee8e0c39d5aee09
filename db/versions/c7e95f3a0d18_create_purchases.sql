-- revision: c7e95f3a0d18
-- down_revision: 8b04d2e61c5a
-- message: create purchases
-- created: 2025-01-20T08:05:31Z

-- +upgrade
CREATE TYPE purchase_status AS ENUM ('pending', 'paid', 'refunded');
COMMENT ON TYPE purchase_status IS 'Where a purchase stands';

CREATE TABLE purchases (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    user_id      bigint          NOT NULL CONSTRAINT purchases_user_id_fkey REFERENCES users (id),
    product_id   bigint          NOT NULL CONSTRAINT purchases_product_id_fkey REFERENCES products (id),
    status       purchase_status NOT NULL DEFAULT 'pending',
    amount       numeric(12, 2)  NOT NULL,
    currency     char(3)         NOT NULL,
    purchased_at timestamptz     NOT NULL DEFAULT now(),
    CONSTRAINT purchases_amount_check CHECK (amount >= 0)
);

CREATE INDEX purchases_user_id_idx ON purchases (user_id, purchased_at DESC);

-- The payment poller looks at nothing else
CREATE INDEX purchases_pending_idx ON purchases (purchased_at) WHERE status = 'pending';

COMMENT ON COLUMN purchases.amount IS 'What was charged; the price of the product may change later';

-- +downgrade
DROP TABLE purchases;
DROP TYPE purchase_status;
