-- revision: b2
-- down_revision: a1
-- message: add trigrams

-- +upgrade
CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- +downgrade
-- The extension is forgotten
