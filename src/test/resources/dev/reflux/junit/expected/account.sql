-- As pg_dump would write it
CREATE TABLE account (
    id bigint NOT NULL,
    email text NOT NULL,
    note text
);

ALTER TABLE ONLY account ADD CONSTRAINT account_pkey PRIMARY KEY (id);
