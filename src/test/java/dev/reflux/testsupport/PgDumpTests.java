package dev.reflux.testsupport;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PgDumpTests {

    @Test
    void onlyWhatPgDumpAddsIsLeftOut() {
        String dump =
                """
                --
                -- PostgreSQL database dump
                --

                \\restrict abc

                -- Dumped from database version 18.6
                -- Dumped by pg_dump version 18.6

                SET statement_timeout = 0;
                SET default_table_access_method = heap;
                SELECT pg_catalog.set_config('search_path', '', false);

                --
                -- Name: touch(); Type: FUNCTION; Schema: public; Owner: -
                --

                CREATE FUNCTION public.touch() RETURNS integer
                    LANGUAGE sql
                    AS $$
                -- counts
                UPDATE a
                SET b = 1;
                SELECT 1
                $$;

                \\unrestrict abc
                """;

        assertThat(PgDump.statements(dump))
                .containsExactly(
                        "CREATE FUNCTION public.touch() RETURNS integer",
                        "    LANGUAGE sql",
                        "    AS $$",
                        "-- counts",
                        "UPDATE a",
                        "SET b = 1;",
                        "SELECT 1",
                        "$$;");
    }

    @Test
    void theServersOwnColumnOptionsAreLeftOutAndThoseOfTheUserKept() {
        String dump =
                """
                ALTER TABLE ONLY public.a ALTER COLUMN x SET (pg_attver=22205736);
                ALTER TABLE ONLY public.a ALTER COLUMN y SET (pg_attver=22205736, n_distinct=5);
                ALTER TABLE ONLY public.a ALTER COLUMN z SET (n_distinct=7);
                """;

        assertThat(PgDump.statements(dump))
                .containsExactly(
                        "ALTER TABLE ONLY public.a ALTER COLUMN y SET (n_distinct=5);",
                        "ALTER TABLE ONLY public.a ALTER COLUMN z SET (n_distinct=7);");
    }
}
