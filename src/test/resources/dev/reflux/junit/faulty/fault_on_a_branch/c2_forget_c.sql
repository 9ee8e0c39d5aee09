-- revision: c2
-- down_revision: c1
-- message: forget c

-- +upgrade
CREATE TYPE c_state AS ENUM ('open');

-- +downgrade
SELECT 1;
