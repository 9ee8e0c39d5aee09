package dev.reflux.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflux.Reflux;
import dev.reflux.RunOptions;
import dev.reflux.config.TransactionMode;
import dev.reflux.testsupport.PostgresServer;
import dev.reflux.testsupport.Psql;
import dev.reflux.testsupport.RevisionFolder;
import dev.reflux.testsupport.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Revisions whose script is easily got wrong: psql leaves the same database as the online run. */
@ExtendWith(PostgresServer.class)
class ScriptIntegrationTests {

    @TempDir
    Path temporary;

    private void assertParity(TestDatabase online, String sections, TransactionMode mode, String query) {
        RevisionFolder revisions = RevisionFolder.in(temporary);
        revisions.write("r1", sections);
        Reflux reflux = Reflux.builder()
                .url(online.url())
                .locations(revisions.location())
                .configure(values -> values.transaction(mode))
                .build();
        StringBuilder script = new StringBuilder();
        reflux.upgrade("head", RunOptions.DEFAULTS.writingTo(script)).block();
        TestDatabase offline = online.another();
        Psql.Outcome result = Psql.script(offline, script.toString());
        assertThat(result.exitCode()).as(result.errors() + "\n" + script).isZero();
        reflux.upgrade("head").block();

        List<String> expected = online.column(query);
        assertThat(expected).isNotEmpty();
        assertThat(offline.column(query)).isEqualTo(expected);
        assertThat(offline.column("SELECT version_num FROM reflux_version"))
                .isEqualTo(online.column("SELECT version_num FROM reflux_version"));
        offline.fingerprint().assertSameAs(online.fingerprint());
    }

    @ParameterizedTest
    @ValueSource(strings = {"one\n\\N\n", "one\r\ntwo\r\n", "", "grün\n"})
    void copiesTheSameRows(String rows, TestDatabase database) {
        String end = rows.contains("\r") ? "\r\n" : "\n";
        assertParity(
                database,
                "-- +upgrade" + end + "CREATE TABLE t (n text);" + end + "COPY t FROM stdin;" + end + rows + "\\." + end
                        + "INSERT INTO t VALUES ('last');" + end,
                TransactionMode.RUN,
                "SELECT coalesce(n, 'NULL') FROM t ORDER BY 1");
    }

    @ParameterizedTest
    @EnumSource(TransactionMode.class)
    void settingsOfARevisionDoNotReachItsGuards(TransactionMode mode, TestDatabase database) {
        assertParity(
                database,
                "-- +upgrade\nCREATE SCHEMA s;\nSET search_path = s;\nCREATE TABLE a (id integer);\n-- +autocommit\n"
                        + "CREATE INDEX CONCURRENTLY a_id ON a (id);\n-- +end\nCREATE TABLE b (id integer);\n"
                        + "SELECT pg_catalog.set_config('search_path', '', false);\n-- +autocommit\n"
                        + "VACUUM s.b;\n-- +end\n",
                mode,
                "SELECT relname FROM pg_class WHERE relnamespace = 's'::regnamespace ORDER BY 1");
    }

    @Test
    void readsTextAsUtf8AndBackslashesAsTheyAre(TestDatabase database) {
        assertParity(
                database,
                "-- +upgrade\nCREATE TABLE t AS SELECT 'caf\u00e9 C:\\new\\' AS n UNION SELECT E'it\\'s \\u00e9';\n",
                TransactionMode.RUN,
                "SELECT n FROM t ORDER BY 1");
    }

    @Test
    void leavesNothingToPsqlsVariables(TestDatabase database) {
        assertParity(
                database,
                "-- +upgrade\nCREATE TABLE p (\"PORT\" integer, a integer[]);\n"
                        + "INSERT INTO p VALUES (2, '{4,5,6}');\nCREATE VIEW v AS SELECT a[1:\"PORT\"] AS s FROM p;\n",
                TransactionMode.RUN,
                "SELECT s::text FROM v");
    }

    @ParameterizedTest
    @EnumSource(TransactionMode.class)
    void isolatesATransactionAsTheRevisionSays(TransactionMode mode, TestDatabase database) {
        assertParity(
                database,
                "-- lock_timeout: 5s\n-- +upgrade\n-- first of all\nSET TRANSACTION ISOLATION LEVEL SERIALIZABLE;\n"
                        + "SET LOCAL transaction_read_only = off;\n"
                        + "CREATE TABLE t AS SELECT current_setting('transaction_isolation') AS i;\n",
                mode,
                "SELECT i FROM t");
    }

    private static String scriptOf(RevisionFolder revisions, TestDatabase database) {
        StringBuilder script = new StringBuilder();
        Reflux.builder()
                .url(database.url())
                .locations(revisions.location())
                .build()
                .upgrade("head", RunOptions.DEFAULTS.writingTo(script))
                .block();
        return script.toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"CREATE TABLE t (id integer);\n", "SET work_mem = '5MB';\n", ""})
    void checksTheRowsEvenWhereTheRevisionSetsUpTheTransactionFirst(String rest, TestDatabase database) {
        RevisionFolder revisions = RevisionFolder.in(temporary)
                .write("r1", "-- +upgrade\nSET TRANSACTION ISOLATION LEVEL REPEATABLE READ;\n" + rest);
        String script = scriptOf(revisions, database);

        assertThat(Psql.script(database, script).exitCode()).isZero();
        Psql.Outcome again = Psql.script(database, script);
        assertThat(again.exitCode()).isEqualTo(3);
        assertThat(again.errors()).contains("This script continues from revisions {} but the database is at {r1}");
        assertThat(script)
                .containsSubsequence("BEGIN;", "-- Running upgrade", "SET TRANSACTION", "CREATE TABLE IF NOT", "DO $");
    }

    @Test
    void checksTheRowsBeforeAnyOtherSetting(TestDatabase database) {
        RevisionFolder revisions = RevisionFolder.in(temporary)
                .write("r1", "-- +upgrade\nSET work_mem = '5MB';\nSET search_path = pg_temp;\n");
        String script = scriptOf(revisions, database);

        assertThat(script)
                .containsSubsequence("BEGIN;", "CREATE TABLE IF NOT", "DO $", "-- Running upgrade", "SET work_mem");
    }
}
