package dev.reflux.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reflux.Reflux;
import dev.reflux.RunOptions;
import dev.reflux.config.TransactionMode;
import dev.reflux.error.ConfigException;
import dev.reflux.error.DatabaseException;
import dev.reflux.error.InterruptedRevisionException;
import dev.reflux.testsupport.CatalogFingerprint;
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
    void aRunTheOtherWayWaitsForTheUnfinishedRevision(TestDatabase database) {
        revisions.chain(1);
        revisions.write("r2", "-- +upgrade\n-- +autocommit\nCREATE TABLE t2 (id integer);\n-- +end\nSELECT 1 / 0;\n");
        Reflux reflux = reflux(database, TransactionMode.RUN);
        assertThatThrownBy(() -> reflux.upgrade("head").block()).isInstanceOf(DatabaseException.class);
        assertThatThrownBy(() -> reflux.downgrade("base").block())
                .isInstanceOf(InterruptedRevisionException.class)
                .hasMessageContaining("upgrade of revision r2 was left half-way");
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
}
