-- revision: c12
-- down_revision: c11
-- message: what may be repeated, and an enum value outside a transaction

-- +upgrade
INSERT INTO journal VALUES ('up c12');
-- +autocommit
VACUUM account;
REINDEX INDEX CONCURRENTLY ix_purchase_account;
ALTER TYPE mood ADD VALUE 'sad';
UPDATE account SET mood = 'sad', n = n + 1000000 WHERE id = 1;
-- +end
INSERT INTO journal SELECT 'moods ' || count(DISTINCT mood) FROM account;

-- +downgrade
UPDATE account SET mood = 'glad', n = n - 1000000 WHERE id = 1;
ALTER TABLE account ALTER COLUMN mood DROP DEFAULT;
ALTER TYPE mood RENAME TO older_mood;
CREATE TYPE mood AS ENUM ('calm', 'glad');
ALTER TABLE account ALTER COLUMN mood TYPE mood USING mood::text::mood;
ALTER TABLE account ALTER COLUMN mood SET DEFAULT 'glad';
DROP TYPE older_mood;
-- +autocommit
VACUUM account;
INSERT INTO journal VALUES ('down c12');
-- +end
