-- revision: c05
-- down_revision: c04
-- message: the new value in use

-- +upgrade
ALTER TABLE account ADD COLUMN mood mood NOT NULL DEFAULT 'glad';
UPDATE account SET mood = 'calm', n = n + 100 WHERE id % 2 = 0;
INSERT INTO journal VALUES ('up c05');

-- +downgrade
UPDATE account SET n = n - 100 WHERE mood = 'calm';
ALTER TABLE account DROP COLUMN mood;
INSERT INTO journal VALUES ('down c05');
