-- revision: e20b7c4f8d63
-- down_revision: 51d8a6b2f94e
-- message: seed the categories
-- created: 2025-02-10T11:00:00Z

-- +upgrade
INSERT INTO categories (slug, name) VALUES
    ('books', 'Books'),
    ('music', 'Music'),
    ('software', 'Software'),
    ('art', 'Art & Design');

INSERT INTO categories (parent_id, slug, name)
SELECT parent.id, child.slug, child.name
FROM (VALUES
    ('books', 'novels', 'Novels'),
    ('books', 'textbooks', 'Textbooks; notes'),
    ('music', 'sheet-music', 'Sheet music'),
    ('software', 'plugins', 'Plug-ins'),
    ('art', 'fonts', 'Fonts'),
    ('art', 'photos', 'Photographers'' originals')
) AS child (parent, slug, name)
JOIN categories AS parent ON parent.slug = child.parent;

-- +downgrade
-- Fails while products still use one of them, which is as it should be
DELETE FROM categories
WHERE slug IN (
    'books', 'music', 'software', 'art',
    'novels', 'textbooks', 'sheet-music', 'plugins', 'fonts', 'photos'
);
