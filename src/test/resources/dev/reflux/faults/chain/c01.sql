-- revision: c01
-- message: tables whose rows tell what ran twice, and what not at all, beside a journal that is there

-- +upgrade
CREATE TYPE mood AS ENUM ('calm');
CREATE TABLE account (id integer PRIMARY KEY, email text NOT NULL, n integer NOT NULL);
CREATE TABLE purchase (id integer PRIMARY KEY, account integer NOT NULL, amount numeric(12, 2) NOT NULL);
INSERT INTO account SELECT i, 'user' || i || '@example.org', i FROM generate_series(1, 40) AS i;
INSERT INTO purchase SELECT i, 1 + i % 40, i FROM generate_series(1, 60) AS i;
INSERT INTO journal VALUES ('up c01');

-- +downgrade
INSERT INTO journal SELECT 'account ' || account::text FROM account;
INSERT INTO journal SELECT 'purchase ' || purchase::text FROM purchase;
DROP TABLE purchase;
DROP TABLE account;
DROP TYPE mood;
INSERT INTO journal VALUES ('down c01');
