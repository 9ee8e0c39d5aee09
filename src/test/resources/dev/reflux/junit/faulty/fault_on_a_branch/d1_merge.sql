-- revision: d1
-- down_revision: b1, c2
-- message: merge

-- +upgrade
CREATE TABLE d (id bigint);

-- +downgrade
DROP TABLE d;
