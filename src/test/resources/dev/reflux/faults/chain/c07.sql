-- revision: c07
-- down_revision: c06
-- message: settings that statements after a crash need as well, rows of COPY, a function

-- +upgrade
CREATE SCHEMA shop;
SET search_path = shop, public;
CREATE TABLE country (code text NOT NULL, name text NOT NULL);
COPY country (code, name) FROM stdin;
at	Austria
ch	Switzerland
no	Norway
\.
CREATE FUNCTION raise_accounts(by integer) RETURNS void LANGUAGE plpgsql AS $body$
BEGIN
    UPDATE public.account SET n = n + by;
    INSERT INTO public.journal VALUES ('raised by ' || by);
END
$body$;
-- +autocommit
CREATE INDEX CONCURRENTLY ix_country_code ON country (code);
INSERT INTO country VALUES ('zz', 'nowhere');
-- +end
SELECT raise_accounts(1000);

-- +downgrade
SET search_path = shop, public;
SELECT raise_accounts(-1000);
-- +autocommit
DROP INDEX CONCURRENTLY ix_country_code;
INSERT INTO journal SELECT 'down c07 ' || code FROM country;
-- +end
DROP FUNCTION raise_accounts;
DROP TABLE country;
DROP SCHEMA shop;
