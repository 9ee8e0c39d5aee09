package dev.reflux.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reflux.Reflux;
import dev.reflux.RunOptions;
import dev.reflux.config.TransactionMode;
import dev.reflux.error.ConfigException;
import dev.reflux.error.DatabaseException;
import dev.reflux.error.InterruptedRevisionException;
import dev.reflux.junit.CatalogFingerprint;
import dev.reflux.testsupport.PostgresServer;
import dev.reflux.testsupport.RevisionFolder;
import dev.reflux.testsupport.TestDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(PostgresServer.class)
class TransactionModesIntegrationTests {

    private static final String TABLES = "SELECT relname FROM pg_class WHERE relname ~ '^t[0-9]+$' ORDER BY 1";

    @TempDir
    Path temporary;

    private RevisionFolder revisions;

    @BeforeEach
    void folder() {
        revisions = RevisionFolder.in(temporary);
    }

    private Reflux reflux(TestDatabase database, TransactionMode mode) {
        return Reflux.builder()
                .url(database.url())
                .locations(revisions.location())
                .configure(values -> values.transaction(mode))
                .build();
    }

    private static List<String> heads(TestDatabase database) {
        return database.column("SELECT version_num FROM reflux_version ORDER BY 1");
    }

    private static List<String> history(TestDatabase database) {
        return database.column("SELECT concat_ws(' ', direction, revision, outcome) FROM reflux_history ORDER BY id");
    }

    /** Eight revisions, the fifth of which fails on its second statement. */
    private void eightWithABrokenFifth() {
        revisions.chain(4);
        revisions.add("r5", "CREATE TABLE t5 (id integer);\nINSERT INTO nowhere\n  VALUES (1);", "DROP TABLE t5;");
        for (int i = 6; i <= 8; i++) {
            revisions.add("r" + i, "CREATE TABLE t" + i + " (id integer);", "DROP TABLE t" + i + ";");
        }
    }

    @Test
    void aFailureInModeRunLeavesTheDatabaseAsItWas(TestDatabase database) {
        eightWithABrokenFifth();
        database.execute("CREATE TABLE other (id integer)");
        CatalogFingerprint before = database.fingerprint();

        assertThatThrownBy(() ->
                        reflux(database, TransactionMode.RUN).upgrade("head").block())
                .isInstanceOfSatisfying(DatabaseException.class, error -> {
                    assertThat(error.revision()).isEqualTo("r5");
                    assertThat(error.file()).endsWith("r5.sql");
                    assertThat(error.line()).isEqualTo(7);
                    assertThat(error.place().column()).isEqualTo(13);
                    assertThat(error.sqlState()).isEqualTo("42P01");
                    assertThat(error.failure().statement()).isEqualTo("INSERT INTO nowhere\n  VALUES (1)");
                });

        database.fingerprint().excluding("reflux_version", "reflux_history").assertSameAs(before);
        assertThat(heads(database)).isEmpty();
        assertThat(history(database)).containsExactly("upgrade r5 failed");
        assertThat(database.sessions()).isEmpty();
    }

    @Test
    void aFailureInModeRevisionKeepsWhatWasCommitted(TestDatabase database) {
        eightWithABrokenFifth();
        List<String> committed = new ArrayList<>();
        Reflux reflux = Reflux.builder()
                .url(database.url())
                .locations(revisions.location())
                .configure(values -> values.transaction(TransactionMode.REVISION))
                .listener(new MigrationListener() {
                    @Override
                    public void committed(List<MigrationReport.Step> steps) {
                        steps.forEach(step -> committed.add(step.revision()));
                    }
                })
                .build();

        assertThatThrownBy(() -> reflux.upgrade("head").block()).isInstanceOf(DatabaseException.class);

        assertThat(heads(database)).containsExactly("r4");
        assertThat(database.column(TABLES)).containsExactly("t1", "t2", "t3", "t4");
        assertThat(committed).containsExactly("r1", "r2", "r3", "r4");
        assertThat(history(database))
                .containsExactly(
                        "upgrade r1 succeeded",
                        "upgrade r2 succeeded",
                        "upgrade r3 succeeded",
                        "upgrade r4 succeeded",
                        "upgrade r5 failed");
    }

    @Test
    void aFailureInModeNoneIsContinuedWhereItStopped(TestDatabase database) {
        revisions.chain(1);
        revisions.add("r2", "CREATE TABLE t2 (id integer);\nSELECT 1 / 0;\nCREATE TABLE t3 (id integer);", "");
        Reflux reflux = reflux(database, TransactionMode.NONE);

        assertThatThrownBy(() -> reflux.upgrade("head").block()).hasMessageContaining("division by zero");
        assertThat(database.column(TABLES)).containsExactly("t1", "t2");
        assertThat(heads(database)).containsExactly("r1");
        assertThat(reflux.current().block().unfinished())
                .singleElement()
                .satisfies(left -> assertThat(left.statements()).isEqualTo(1));

        revisions.text(
                "r2.sql",
                "-- revision: r2\n-- down_revision: r1\n-- +upgrade\nCREATE TABLE t2 (id integer);\nSELECT 1;\n"
                        + "CREATE TABLE t3 (id integer);\n");
        reflux.upgrade("head").block();
        assertThat(database.column(TABLES)).containsExactly("t1", "t2", "t3");
        assertThat(heads(database)).containsExactly("r2");
        assertThat(reflux.current().block().unfinished()).isEmpty();
    }

    @Test
    void stepsOfOneRunShareATransactionAndADryRunSaysSoBeforehand(TestDatabase database) {
        revisions.chain(2);
        revisions.add(
                "r3",
                "CREATE TABLE t3 (id integer);\n-- +autocommit\nCREATE INDEX CONCURRENTLY t3_id ON t3 (id);\n-- +end",
                "DROP TABLE t3;");
        revisions.add("r4", "CREATE TABLE t4 (id integer);", "DROP TABLE t4;");
        Reflux reflux = reflux(database, TransactionMode.RUN);

        MigrationReport planned =
                reflux.upgrade("head", RunOptions.DEFAULTS.dry()).block();
        assertThat(database.column("SELECT relname FROM pg_class WHERE relname LIKE 'reflux%'"))
                .isEmpty();
        MigrationReport done = reflux.upgrade("head").block();

        assertThat(planned.steps())
                .extracting(MigrationReport.Step::transaction)
                .containsExactly(1, 1, 2, 2);
        assertThat(done.steps()).extracting(MigrationReport.Step::transaction).containsExactly(1, 1, 2, 2);
        assertThat(database.column("SELECT xmin::text FROM pg_class WHERE relname IN ('t1', 't2', 't3')"))
                .containsOnly(database.value("SELECT xmin::text FROM pg_class WHERE relname = 't1'"));
        assertThat(database.value("SELECT indisvalid FROM pg_index WHERE indexrelid = 't3_id'::regclass"))
                .isEqualTo("true");
        assertThat(history(database))
                .containsExactly(
                        "upgrade r1 succeeded", "upgrade r2 succeeded", "upgrade r3 succeeded", "upgrade r4 succeeded");
    }

    @Test
    void aFailureAfterAnAutocommitPartIsContinuedWithoutRepeatingIt(TestDatabase database) {
        String head = "-- revision: r1\n-- +upgrade\nCREATE TABLE t1 (id integer);\n-- +autocommit\n"
                + "INSERT INTO t1 VALUES (1);\nCREATE INDEX CONCURRENTLY t1_id ON t1 (id);\n-- +end\n";
        revisions.text("r1.sql", head + "INSERT INTO t1 VALUES ('x');\n");
        Reflux reflux = reflux(database, TransactionMode.RUN);

        assertThatThrownBy(() -> reflux.upgrade("head").block()).isInstanceOf(DatabaseException.class);
        assertThat(heads(database)).isEmpty();
        assertThat(history(database)).containsExactly("upgrade r1 failed");

        revisions.text("r1.sql", head + "INSERT INTO t1 VALUES (2);\n");
        MigrationReport report = reflux.upgrade("head").block();
        assertThat(report.steps()).hasSize(1);
        assertThat(database.column("SELECT id FROM t1 ORDER BY 1")).containsExactly("1", "2");
        assertThat(heads(database)).containsExactly("r1");
        assertThat(history(database)).containsExactly("upgrade r1 succeeded");
    }

    @Test
    void aChangeInStatementsAlreadyDoneIsNotRunOver(TestDatabase database) {
        String sections =
                "-- revision: r1\n-- +upgrade\n-- +autocommit\nCREATE TABLE t1 (id %s);\n-- +end\nSELECT %s;\n";
        revisions.text("r1.sql", sections.formatted("integer", "1 / 0"));
        Reflux reflux = reflux(database, TransactionMode.RUN);
        assertThatThrownBy(() -> reflux.upgrade("head").block()).isInstanceOf(DatabaseException.class);

        revisions.text("r1.sql", sections.formatted("bigint", "1"));
        assertThatThrownBy(() -> reflux.upgrade("head").block())
                .isInstanceOf(InterruptedRevisionException.class)
                .hasMessageContaining("r1")
                .hasMessageContaining("stamp r1");
        reflux.stamp("r1").block();
        assertThat(reflux.current().block().unfinished()).isEmpty();
        assertThat(reflux.upgrade("head").block().steps()).isEmpty();
    }

    @Test
    void anErrorInAnAutocommitPartNamesFileAndLine(TestDatabase database) {
        revisions.text("r1.sql", "-- revision: r1\n-- +upgrade\n-- +autocommit\nSELECT 1;\nSELECT 1 / 0;\n-- +end\n");
        assertThatThrownBy(() ->
                        reflux(database, TransactionMode.RUN).upgrade("head").block())
                .isInstanceOfSatisfying(DatabaseException.class, error -> {
                    assertThat(error.revision()).isEqualTo("r1");
                    assertThat(error.file()).endsWith("r1.sql");
                    assertThat(error.line()).isEqualTo(5);
                });
    }

    /** Two branches: the first has stopped half-way above a1, on the second all is well. */
    private Reflux halfWayAboveA1(TestDatabase database) {
        String halfWay = "-- +upgrade\n-- +autocommit\nCREATE TABLE t%s (id integer);\nSELECT 1 / 0;\n-- +end\n";
        revisions.text("a1.sql", "-- revision: a1\n-- +upgrade\nSELECT 1;\n");
        revisions.text("a2.sql", "-- revision: a2\n-- down_revision: a1\n" + halfWay.formatted(2));
        revisions.text("b1.sql", "-- revision: b1\n-- +upgrade\nSELECT 1;\n");
        revisions.text("c1.sql", "-- revision: c1\n" + halfWay.formatted(3));
        Reflux reflux = reflux(database, TransactionMode.RUN);
        assertThatThrownBy(() -> reflux.upgrade("a2").block()).isInstanceOf(DatabaseException.class);
        assertThat(heads(database)).containsExactly("a1");
        return reflux;
    }

    @Test
    void aStampOfAnotherBranchLeavesTheUnfinishedRevisionUnfinished(TestDatabase database) {
        Reflux reflux = halfWayAboveA1(database);
        reflux.stamp("b1").block();
        assertThat(heads(database)).containsExactly("a1", "b1");
        assertThat(reflux.current().block().unfinished()).singleElement().satisfies(left -> assertThat(left.revision())
                .isEqualTo("a2"));

        reflux.stamp("a1").block();
        assertThat(reflux.current().block().unfinished()).isEmpty();
        assertThat(heads(database)).containsExactly("a1", "b1");
    }

    @Test
    void aStampOfTheBaseOfItsBranchClosesAnUnfinishedBase(TestDatabase database) {
        Reflux reflux = halfWayAboveA1(database);
        reflux.stamp("a2").block();
        assertThatThrownBy(() -> reflux.upgrade("c1").block()).isInstanceOf(DatabaseException.class);
        assertThat(reflux.current().block().unfinished()).hasSize(1);

        reflux.stamp("c1@base").block();
        assertThat(reflux.current().block().unfinished()).isEmpty();
        assertThat(heads(database)).containsExactly("a2");
    }

    @Test
    void aRunTheOtherWayWaitsForTheUnfinishedRevision(TestDatabase database) {
        revisions.chain(1);
        revisions.write("r2", "-- +upgrade\n-- +autocommit\nCREATE TABLE t2 (id integer);\n-- +end\nSELECT 1 / 0;\n");
        Reflux reflux = reflux(database, TransactionMode.RUN);
        assertThatThrownBy(() -> reflux.upgrade("head").block()).isInstanceOf(DatabaseException.class);
        for (String target : List.of("base", "-1", "-2")) {
            assertThatThrownBy(() -> reflux.downgrade(target).block())
                    .isInstanceOf(InterruptedRevisionException.class)
                    .hasMessageContaining("upgrade of revision r2 was left half-way");
        }
    }

    @Test
    void anEnumValueAddedToAnOlderTypeIsCommittedBeforeTheNextRevisionUsesIt(TestDatabase database) {
        revisions.add("r1", "CREATE TYPE mood AS ENUM ('sad');", "DROP TYPE mood;");
        Reflux reflux = reflux(database, TransactionMode.RUN);
        reflux.upgrade("head").block();
        revisions.write("r2", "-- +upgrade\nALTER TYPE mood ADD VALUE 'happy';\n");
        revisions.write(
                "r3", "-- +upgrade\nCREATE TABLE t1 (is_now mood DEFAULT 'happy');\nINSERT INTO t1 DEFAULT VALUES;");

        MigrationReport report = reflux.upgrade("head").block();

        assertThat(report.steps()).extracting(MigrationReport.Step::transaction).containsExactly(1, 2);
        assertThat(database.value("SELECT is_now FROM t1")).isEqualTo("happy");
    }

    @Test
    void anEnumValueAddedToATypeOfTheSameTransactionNeedsNoCommitFromPostgresql17On(TestDatabase database) {
        revisions.add("r1", "CREATE TYPE mood AS ENUM ('sad');", "DROP TYPE mood;");
        revisions.write("r2", "-- +upgrade\nALTER TYPE mood ADD VALUE 'happy';\n");
        revisions.write(
                "r3", "-- +upgrade\nCREATE TABLE t1 (is_now mood DEFAULT 'happy');\nINSERT INTO t1 DEFAULT VALUES;");

        MigrationReport report =
                reflux(database, TransactionMode.RUN).upgrade("head").block();

        assertThat(report.steps())
                .extracting(MigrationReport.Step::transaction)
                .containsExactly(1, 1, database.majorVersion() >= 17 ? 1 : 2);
    }

    @Test
    void aDeferredConstraintThatFailsTheCommitIsToldOfItsRevision(TestDatabase database) {
        revisions.chain(1);
        revisions.write(
                "r2",
                "-- +upgrade\nCREATE TABLE t2 (id integer REFERENCES t1 DEFERRABLE INITIALLY DEFERRED);\n"
                        + "INSERT INTO t2 VALUES (1);\n");
        assertThatThrownBy(() -> reflux(database, TransactionMode.REVISION)
                        .upgrade("head")
                        .block())
                .isInstanceOfSatisfying(DatabaseException.class, error -> {
                    assertThat(error.sqlState()).isEqualTo("23503");
                    assertThat(error.revision()).isEqualTo("r2");
                });
        assertThat(heads(database)).containsExactly("r1");
        assertThat(history(database)).containsExactly("upgrade r1 succeeded", "upgrade r2 failed");
    }

    @Test
    void withoutAHistoryOneAutocommitStatementIsAllowedAndTwoAreRefused(TestDatabase database) {
        revisions.write("r1", "-- +upgrade\nCREATE TABLE t1 (id integer);\n-- +autocommit\nVACUUM t1;\n-- +end\n");
        Reflux reflux = Reflux.builder()
                .url(database.url())
                .locations(revisions.location())
                .configure(values -> values.historyTable(null))
                .build();
        reflux.upgrade("head").block();
        assertThat(heads(database)).containsExactly("r1");
        revisions.write("r2", "-- +upgrade\n-- +autocommit\nVACUUM t1;\nVACUUM t1;\n-- +end\n");
        assertThatThrownBy(() -> reflux.upgrade("head").block())
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("history-table");
        assertThat(heads(database)).containsExactly("r1");
    }

    /** A revision r2 that fails in its autocommit part, until it is corrected. */
    private void correctable(String parts, boolean broken) {
        revisions.text(
                "r2.sql", "-- revision: r2\n-- down_revision: r1\n" + parts.formatted(broken ? "nowhere" : "t1"));
    }

    @Test
    void aRepeatedRelativeDowngradeEndsWhereTheFirstWouldHaveEnded(TestDatabase database) {
        revisions.chain(1);
        String parts = "-- +upgrade\nCREATE TABLE t2 (id integer);\n-- +downgrade\nDROP TABLE t2;\n-- +autocommit\n"
                + "VACUUM %s;\n-- +end\n";
        correctable(parts, true);
        Reflux reflux = reflux(database, TransactionMode.RUN);
        reflux.upgrade("head").block();
        assertThatThrownBy(() -> reflux.downgrade("-1").block()).isInstanceOf(DatabaseException.class);

        correctable(parts, false);
        MigrationReport report = reflux.downgrade("-1").block();

        assertThat(report.to()).containsExactly("r1");
        assertThat(database.column(TABLES)).containsExactly("t1");
    }

    @Test
    void aRepeatedRelativeUpgradeEndsWhereTheFirstWouldHaveEnded(TestDatabase database) {
        revisions.chain(1);
        String parts = "-- +upgrade\n-- +autocommit\nCREATE TABLE t2 (id integer);\nVACUUM %s;\n-- +end\n";
        correctable(parts, true);
        revisions.text("r3.sql", "-- revision: r3\n-- down_revision: r2\n-- +upgrade\nCREATE TABLE t3 (id integer);\n");
        Reflux reflux = reflux(database, TransactionMode.RUN);
        reflux.upgrade("r1").block();
        assertThatThrownBy(() -> reflux.upgrade("+1").block()).isInstanceOf(DatabaseException.class);

        correctable(parts, false);
        assertThat(reflux.upgrade("+1").block().to()).containsExactly("r2");
        assertThat(reflux.upgrade("head").block().to()).containsExactly("r3");
    }

    @Test
    void aRunThatGoesOnHalfWayMakesTheSettingsOfTheRevisionAgain(TestDatabase database) {
        database.execute("CREATE SCHEMA s");
        revisions.chain(1);
        String parts = "-- +upgrade\nSET search_path = s;\nCREATE TABLE t2 (id integer);\n-- +autocommit\n"
                + "VACUUM public.%s;\nINSERT INTO t2 VALUES (7);\n-- +end\n";
        correctable(parts, true);
        Reflux reflux = reflux(database, TransactionMode.RUN);
        assertThatThrownBy(() -> reflux.upgrade("head").block()).isInstanceOf(DatabaseException.class);
        database.execute("CREATE TABLE public.t2 (id integer)");

        correctable(parts, false);
        reflux.upgrade("head").block();

        assertThat(database.column("SELECT id FROM s.t2")).containsExactly("7");
        assertThat(database.column("SELECT id FROM public.t2")).isEmpty();
    }

    @Test
    void aFailureUnderARoleWithoutRightsIsToldAndRecorded(TestDatabase database) {
        String role = "reflux_" + database.name();
        database.execute("CREATE ROLE " + role + "; GRANT ALL ON SCHEMA public TO " + role);
        try {
            revisions.chain(1);
            revisions.write(
                    "r2",
                    "-- +upgrade\n-- +autocommit\nSET ROLE " + role + ";\nCREATE TABLE t2 (id integer);\n"
                            + "CREATE INDEX CONCURRENTLY t2_id ON nowhere (id);\n-- +end\n");
            Reflux reflux = reflux(database, TransactionMode.RUN);
            assertThatThrownBy(() -> reflux.upgrade("head").block()).hasMessageContaining("nowhere");
            assertThat(history(database)).containsExactly("upgrade r1 succeeded", "upgrade r2 failed");
            assertThatThrownBy(() -> reflux.upgrade("head").block())
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageContaining("nowhere");
            assertThat(database.value("SELECT tableowner FROM pg_tables WHERE tablename = 't2'"))
                    .isEqualTo(role);
        } finally {
            database.execute("DROP OWNED BY " + role + "; DROP ROLE " + role);
        }
    }

    @Test
    void aLocalRoleEndsWithItsTransaction(TestDatabase database) {
        String role = "reflux_" + database.name();
        database.execute("CREATE ROLE " + role + "; GRANT ALL ON SCHEMA public TO " + role);
        try {
            revisions.write(
                    "r1",
                    "-- +upgrade\nSET LOCAL ROLE " + role + ";\nCREATE TABLE t1 (id integer);\n-- +autocommit\n"
                            + "CREATE TABLE t2 (id integer);\n-- +end\nCREATE TABLE t3 (id integer);\n");
            reflux(database, TransactionMode.RUN).upgrade("head").block();
            assertThat(database.column(
                            "SELECT tableowner FROM pg_tables WHERE tablename ~ '^t[123]$' ORDER BY tablename"))
                    .containsExactly(role, database.username(), database.username());
        } finally {
            database.execute("DROP OWNED BY " + role + "; DROP ROLE " + role);
        }
    }

    @Test
    void aProcedureThatCommittedBeforeItFailedIsNotCalledAgain(TestDatabase database) {
        revisions.write(
                "r1",
                "-- +upgrade\nCREATE TABLE t1 (id integer);\nCREATE PROCEDURE p() LANGUAGE plpgsql AS $$ BEGIN"
                        + " INSERT INTO t1 VALUES (1); COMMIT; RAISE EXCEPTION 'boom'; END $$;\n"
                        + "-- +autocommit\nCALL p();\n-- +end\n");
        Reflux reflux = reflux(database, TransactionMode.RUN);
        assertThatThrownBy(() -> reflux.upgrade("head").block()).hasMessageContaining("boom");
        assertThatThrownBy(() -> reflux.upgrade("head").block()).isInstanceOf(InterruptedRevisionException.class);
        assertThat(database.value("SELECT count(*) FROM t1")).isEqualTo("1");
    }

    @Test
    void aBlockThatFailedWithoutCommittingIsRunAgain(TestDatabase database) {
        String parts = "-- +upgrade\n-- +autocommit\nDO $$ BEGIN PERFORM * FROM %s; END $$;\n-- +end\n";
        revisions.chain(1);
        correctable(parts, true);
        Reflux reflux = reflux(database, TransactionMode.RUN);
        assertThatThrownBy(() -> reflux.upgrade("head").block()).hasMessageContaining("nowhere");
        correctable(parts, false);
        assertThat(reflux.upgrade("head").block().to()).containsExactly("r2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO t2 VALUES (E'it\\'s');",
                "INSERT INTO t2 SELECT $é$it's$é$;",
                "CREATE FUNCTION f(integer) RETURNS integer LANGUAGE sql RETURN $1 + 1; INSERT INTO t2 SELECT 'it''s';",
                "CREATE FUNCTION f(integer) RETURNS integer LANGUAGE sql BEGIN ATOMIC SELECT $1; END;"
                        + " INSERT INTO t2 SELECT 'it''s';",
                "PREPARE p(text) AS INSERT INTO t2 VALUES ($1); EXECUTE p(E'it\\'s');"
            })
    void whatTheDriverWouldMisreadArrivesAsItIsWritten(String statements, TestDatabase database) {
        revisions.write(
                "r1",
                "-- +upgrade\nCREATE TABLE t2 (name text);\n" + statements + "\n-- +autocommit\n"
                        + "UPDATE t2 SET name = E'it\\'s' || name;\n-- +end\n");
        reflux(database, TransactionMode.RUN).upgrade("head").block();
        assertThat(database.column("SELECT name FROM t2")).containsExactly("it'sit's");
    }

    @Test
    void aSearchPathWithoutASchemaIsAClearError(TestDatabase database) {
        revisions.chain(1);
        database.execute("ALTER DATABASE " + database.name() + " SET search_path = nowhere");
        Reflux reflux = reflux(database, TransactionMode.RUN);
        assertThat(reflux.current().block().revisions()).isEmpty();
        assertThatThrownBy(() -> reflux.upgrade("head").block())
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("version-table-schema");
    }

    @Test
    void aRowWithoutAnIdIsNoHead(TestDatabase database) {
        revisions.chain(1);
        database.execute(
                "CREATE TABLE reflux_version (version_num varchar(32)); INSERT INTO reflux_version VALUES (NULL)");
        assertThat(reflux(database, TransactionMode.RUN).upgrade("head").block().to())
                .containsExactly("r1");
    }
}
