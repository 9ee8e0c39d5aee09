-- revision: c1
-- down_revision: a1
-- message: create c

-- +upgrade
CREATE TABLE c (id bigint);

-- +downgrade
DROP TABLE c;
