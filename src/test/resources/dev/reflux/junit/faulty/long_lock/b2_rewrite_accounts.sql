-- revision: b2
-- down_revision: a1
-- message: rewrite accounts

-- +upgrade
LOCK TABLE account IN ACCESS EXCLUSIVE MODE;
SELECT pg_sleep(1);

-- +downgrade
