package dev.reflux.testsupport;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresServer.class)
class PgProgramsIntegrationTests {

    @Test
    void aDumpShowsTheSchemaWithoutTheTablesLeftOut(@Dumpable TestDatabase database) {
        database.execute(
                "CREATE TABLE a (id int); CREATE TABLE reflux_history (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY)");

        assertThat(PgDump.schema(database, "reflux_history"))
                .containsSequence("CREATE TABLE public.a (", "    id integer", ");")
                .noneMatch(line -> line.contains("reflux_history"));
        assertThat(PgDump.schema(database)).contains("CREATE TABLE public.reflux_history (");
    }

    @Test
    void sameScriptGivesTheSameDump(@Dumpable TestDatabase database) {
        TestDatabase other = database.another();
        String script = "CREATE TABLE a (id serial PRIMARY KEY, b text DEFAULT 'x'); CREATE INDEX i ON a (b)";
        database.execute(script);
        other.execute(script);

        assertThat(PgDump.schema(other)).hasSizeGreaterThan(5).isEqualTo(PgDump.schema(database));
    }

    @Test
    void theDumpingProgramUnderstandsTheServer(@Dumpable TestDatabase database) {
        assertThat(PgDump.find(database.majorVersion())).hasValueSatisfying(dump -> assertThat(dump.majorVersion())
                .isGreaterThanOrEqualTo(database.majorVersion()));
        assertThat(PgDump.find(99)).isEmpty();
    }

    @Test
    void aScriptRunsToItsEnd(TestDatabase database) {
        Psql.Outcome outcome = Psql.script(
                database, "CREATE TABLE a (id int);\nCOPY a FROM stdin;\n1\n2\n\\.\nSELECT id FROM a ORDER BY id;\n");

        assertThat(outcome).isEqualTo(new Psql.Outcome(0, "1\n2\n", ""));
    }

    @Test
    void aScriptStopsAtItsFirstError(TestDatabase database) {
        Psql.Outcome outcome = Psql.script(database, "SELECT 1;\nSELECT 1/0;\nSELECT 2;\n");

        assertThat(outcome.exitCode()).isEqualTo(3);
        assertThat(outcome.output()).isEqualTo("1\n");
        assertThat(outcome.errors()).contains("division by zero");
    }
}
