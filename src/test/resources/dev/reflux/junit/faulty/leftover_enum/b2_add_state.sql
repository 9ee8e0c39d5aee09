-- revision: b2
-- down_revision: a1
-- message: add state

-- +upgrade
CREATE TYPE account_state AS ENUM ('open', 'closed');
ALTER TABLE account ADD COLUMN state account_state NOT NULL DEFAULT 'open';

-- +downgrade
ALTER TABLE account DROP COLUMN state;
