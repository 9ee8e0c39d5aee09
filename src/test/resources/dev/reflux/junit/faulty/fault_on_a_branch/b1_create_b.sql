-- revision: b1
-- down_revision: a1
-- message: create b

-- +upgrade
CREATE TABLE b (id bigint);

-- +downgrade
DROP TABLE b;
