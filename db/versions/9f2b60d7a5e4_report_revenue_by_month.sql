-- revision: 9f2b60d7a5e4
-- down_revision: 1e8da4b6c072
-- message: report revenue by month
-- created: 2026-10-14T06:52:38Z

-- +upgrade
CREATE MATERIALIZED VIEW monthly_revenue AS
SELECT date_trunc('month', purchased_at AT TIME ZONE 'UTC')::date AS month,
       currency,
       count(*) AS purchases,
       sum(amount) AS revenue
FROM purchases
WHERE status = 'paid'
GROUP BY 1, 2;

-- REFRESH … CONCURRENTLY needs it
CREATE UNIQUE INDEX monthly_revenue_key ON monthly_revenue (month, currency);

-- Bound to its tables when it is created, so no search_path matters later
CREATE FUNCTION spent_by(buyer bigint, in_currency char(3)) RETURNS numeric
LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT coalesce(sum(amount), 0)
    FROM purchases
    WHERE user_id = buyer AND currency = in_currency AND status = 'paid';
END;

COMMENT ON FUNCTION spent_by(bigint, char) IS 'What a person has paid and not got back';

-- +downgrade
DROP FUNCTION spent_by(bigint, char);
DROP MATERIALIZED VIEW monthly_revenue;
