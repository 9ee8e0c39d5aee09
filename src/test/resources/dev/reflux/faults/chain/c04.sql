-- revision: c04
-- down_revision: c03
-- message: a value for an older enum, which forces a commit

-- +upgrade
ALTER TYPE mood ADD VALUE 'glad';
INSERT INTO journal VALUES ('up c04');

-- +downgrade
DROP TYPE mood;
CREATE TYPE mood AS ENUM ('calm');
INSERT INTO journal VALUES ('down c04');
