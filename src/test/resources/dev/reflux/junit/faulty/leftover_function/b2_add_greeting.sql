-- revision: b2
-- down_revision: a1
-- message: add greeting

-- +upgrade
CREATE OR REPLACE FUNCTION greeting() RETURNS text LANGUAGE sql AS 'SELECT ''hello''';

-- +downgrade
-- The function is forgotten
