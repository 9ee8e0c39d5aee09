-- revision: 1e8da4b6c072
-- down_revision: 70c5e3d9f2ab
-- message: search products by text
-- created: 2026-05-06T14:11:17Z

-- +upgrade
ALTER TABLE products ADD COLUMN search_text tsvector GENERATED ALWAYS AS (
    setweight(to_tsvector('simple', title), 'A') || setweight(to_tsvector('simple', description), 'B')
) STORED;

CREATE INDEX products_search_text_idx ON products USING gin (search_text);

-- +downgrade
DROP INDEX products_search_text_idx;
ALTER TABLE products DROP COLUMN search_text;
