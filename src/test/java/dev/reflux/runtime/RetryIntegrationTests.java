package dev.reflux.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.reflux.Reflux;
import dev.reflux.config.RefluxConfigBuilder;
import dev.reflux.config.RetryConfig;
import dev.reflux.config.Timeouts;
import dev.reflux.config.TransactionMode;
import dev.reflux.error.CancelledException;
import dev.reflux.error.DatabaseException;
import dev.reflux.error.InterruptedRevisionException;
import dev.reflux.error.InvalidRevisionFileException;
import dev.reflux.junit.CatalogFingerprint;
import dev.reflux.testsupport.Eventually;
import dev.reflux.testsupport.LogLines;
import dev.reflux.testsupport.OtherSession;
import dev.reflux.testsupport.PostgresServer;
import dev.reflux.testsupport.RevisionFolder;
import dev.reflux.testsupport.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Sinks;

/** A transaction that others stand in the way of is tried again, and the run tells who they are. */
@ExtendWith(PostgresServer.class)
class RetryIntegrationTests {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private static final String TABLES =
            "SELECT relname FROM pg_class WHERE relkind = 'r' AND relname ~ '^t[0-9]' ORDER BY relname";

    private static final String COLUMNS = "SELECT attname FROM pg_attribute WHERE attrelid = 'account'::regclass"
            + " AND attnum > 0 AND NOT attisdropped ORDER BY attnum";

    @TempDir
    Path folder;

    private RevisionFolder revisions;
    private TestDatabase database;
    private final Heard heard = new Heard();

    /** Remembers what a run tells, and does something when it is about to try again. */
    private static final class Heard implements MigrationListener {

        private final List<String> events = new ArrayList<>();
        private final List<TransactionRetry> retries = new ArrayList<>();
        private Runnable onRetry = () -> {};

        @Override
        public void stepStarted(MigrationReport.Step step) {
            events.add("started " + step.revision());
        }

        @Override
        public void stepFinished(MigrationReport.Step step) {
            events.add("finished " + step.revision());
        }

        @Override
        public void retrying(TransactionRetry retry) {
            events.add("retry " + retry.number() + " undoes "
                    + retry.undone().stream()
                            .map(MigrationReport.Step::revision)
                            .toList());
            retries.add(retry);
            onRetry.run();
        }

        @Override
        public void committed(List<MigrationReport.Step> steps) {
            events.add("committed "
                    + steps.stream().map(MigrationReport.Step::revision).toList());
        }
    }

    @BeforeEach
    void aTable(TestDatabase fresh) {
        database = fresh;
        revisions = RevisionFolder.in(folder);
        database.execute(
                "CREATE TABLE account (id integer PRIMARY KEY, email text)", "INSERT INTO account VALUES (1, 'a')");
    }

    private Reflux reflux(UnaryOperator<RefluxConfigBuilder> change) {
        return Reflux.builder()
                .url(database.url())
                .locations(revisions.location())
                .configure(values -> change.apply(
                        values.timeouts(new Timeouts(Duration.ofSeconds(10), Duration.ofMillis(150), Duration.ZERO))
                                .retry(new RetryConfig(5, Duration.ofMillis(20), Duration.ofMillis(50)))))
                .listener(heard)
                .build();
    }

    private MigrationReport upgrade(UnaryOperator<RefluxConfigBuilder> change) {
        return reflux(change).upgrade("head").block(LIMIT);
    }

    private DatabaseException failure(UnaryOperator<RefluxConfigBuilder> change) {
        return catchThrowableOfType(DatabaseException.class, () -> upgrade(change));
    }

    private void releasedAtRetry(int number, OtherSession blocker) {
        heard.onRetry = () -> {
            if (heard.retries.size() == number) {
                blocker.rollBack();
            }
        };
    }

    private OtherSession reader() {
        return OtherSession.on(database).begin("SELECT count(*) FROM account WHERE email = 'secret of a customer'");
    }

    private List<String> history() {
        return database.column("SELECT revision || ' ' || outcome FROM reflux_history ORDER BY id");
    }

    @ParameterizedTest
    @EnumSource(TransactionMode.class)
    void aLockTimeoutIsTriedAgainUntilNobodyIsInTheWay(TransactionMode mode) {
        revisions.add("r1", "CREATE TABLE t1 (id integer);", "");
        revisions.add("r2", "CREATE TABLE t2 (id integer);\nALTER TABLE account ADD COLUMN name text;", "");
        revisions.add("r3", "CREATE TABLE t3 (id integer);", "");
        OtherSession blocker = reader();
        releasedAtRetry(3, blocker);

        MigrationReport report = upgrade(values -> values.transaction(mode));

        assertThat(heard.retries).extracting(TransactionRetry::number).containsExactly(1, 2, 3);
        assertThat(report.from()).isEmpty();
        assertThat(report.to()).containsExactly("r3");
        assertThat(report.steps()).extracting(MigrationReport.Step::revision).containsExactly("r1", "r2", "r3");
        assertThat(report.steps())
                .extracting(MigrationReport.Step::transaction)
                .containsExactlyElementsOf(mode == TransactionMode.RUN ? List.of(1, 1, 1) : List.of(1, 2, 3));
        assertThat(report.steps()).extracting(MigrationReport.Step::statements).containsExactly(1, 2, 1);
        assertThat(database.column(TABLES)).containsExactly("t1", "t2", "t3");
        assertThat(history()).containsExactly("r1 succeeded", "r2 succeeded", "r3 succeeded");
        assertThat(database.column("SELECT statements FROM reflux_history ORDER BY id"))
                .containsExactly("1", "2", "1");
    }

    @Test
    void aListenerHearsWhatIsUndoneAndBegunAgain() {
        revisions.add("r1", "CREATE TABLE t1 (id integer);", "");
        revisions.add("r2", "ALTER TABLE account ADD COLUMN name text;", "");
        OtherSession blocker = reader();
        releasedAtRetry(1, blocker);

        upgrade(values -> values);

        assertThat(heard.events)
                .containsExactly(
                        "started r1",
                        "finished r1",
                        "started r2",
                        "retry 1 undoes [r1]",
                        "started r1",
                        "finished r1",
                        "started r2",
                        "finished r2",
                        "committed [r1, r2]");
    }

    @Test
    void whatWasCommittedBeforeIsNotRunAgain() {
        revisions.add("r1", "CREATE TABLE t1 (id integer);", "");
        revisions.write(
                "r2",
                "-- +upgrade\nCREATE TABLE t2 (id integer);\n-- +autocommit\nINSERT INTO t2 VALUES (1);\n"
                        + "ALTER TABLE account ADD COLUMN name text;\n-- +end\nCREATE TABLE t3 (id integer);\n");
        revisions.add("r4", "CREATE TABLE t4 (id integer);", "");
        OtherSession blocker = reader();
        releasedAtRetry(2, blocker);

        MigrationReport report = reflux(values -> values.transaction(TransactionMode.RUN))
                .upgrade("+3")
                .block(LIMIT);

        assertThat(heard.retries).hasSize(2).allSatisfy(retry -> assertThat(retry.undone())
                .isEmpty());
        assertThat(report.steps()).extracting(MigrationReport.Step::revision).containsExactly("r1", "r2", "r4");
        assertThat(report.steps()).extracting(MigrationReport.Step::transaction).containsExactly(1, 2, 2);
        assertThat(database.column("SELECT id FROM t2")).containsExactly("1");
        assertThat(database.column(TABLES)).containsExactly("t1", "t2", "t3", "t4");
        assertThat(history()).containsExactly("r1 succeeded", "r2 succeeded", "r4 succeeded");
        assertThat(reflux(values -> values).current().block(LIMIT).unfinished()).isEmpty();
    }

    @Test
    void anIndexBuiltConcurrentlyIsBuiltAgain() {
        revisions.write(
                "r1",
                "-- +upgrade\n-- +autocommit\n" + "CREATE INDEX CONCURRENTLY ix_email ON account (email);\n-- +end\n");
        OtherSession blocker = OtherSession.on(database).begin("UPDATE account SET email = 'b'");
        releasedAtRetry(2, blocker);

        upgrade(values -> values);

        assertThat(heard.retries).hasSize(2);
        assertThat(database.column(
                        "SELECT relname || ' ' || indisvalid FROM pg_index JOIN pg_class c ON c.oid = indexrelid"
                                + " WHERE indrelid = 'account'::regclass ORDER BY relname"))
                .containsExactly("account_pkey true", "ix_email true");
        assertThat(database.column("SELECT version_num FROM reflux_version")).containsExactly("r1");
    }

    @Test
    void eachTransactionHasAllTheRetries() {
        revisions.add("r1", "ALTER TABLE account ADD COLUMN one text;", "");
        revisions.add("r2", "ALTER TABLE account ADD COLUMN two text;", "");
        OtherSession blocker = reader();
        heard.onRetry = () -> {
            if (heard.retries.size() == 2) {
                blocker.rollBack();
            } else if (heard.retries.size() == 4) {
                blocker.rollBack();
            }
        };
        MigrationListener reading = new MigrationListener() {
            @Override
            public void committed(List<MigrationReport.Step> steps) {
                if (steps.get(0).revision().equals("r1")) {
                    blocker.begin("SELECT count(*) FROM account");
                }
            }
        };
        MigrationReport report = Reflux.builder()
                .url(database.url())
                .locations(revisions.location())
                .configure(values -> values.timeouts(
                                new Timeouts(Duration.ofSeconds(10), Duration.ofMillis(150), Duration.ZERO))
                        .transaction(TransactionMode.REVISION)
                        .retry(new RetryConfig(2, Duration.ofMillis(20), Duration.ofMillis(50))))
                .listener(heard.andThen(reading))
                .build()
                .upgrade("head")
                .block(LIMIT);

        assertThat(heard.retries).extracting(TransactionRetry::number).containsExactly(1, 2, 1, 2);
        assertThat(report.steps()).extracting(MigrationReport.Step::transaction).containsExactly(1, 2);
    }

    @Test
    void aRunThatGivesUpNamesWhoIsInTheWayAndRecordsOneFailure() {
        revisions.add("r1", "ALTER TABLE account ADD COLUMN name text;", "");
        OtherSession blocker = reader().execute("SET application_name = 'nightly report'", "SELECT 1 -- of\n , 2");
        CatalogFingerprint before = database.fingerprint();

        DatabaseException error =
                failure(values -> values.retry(new RetryConfig(2, Duration.ofMillis(1), Duration.ofMillis(2))));

        assertThat(error.sqlState()).isEqualTo("55P03");
        assertThat(error.revision()).isEqualTo("r1");
        assertThat(error.line()).isEqualTo(5);
        assertThat(error)
                .hasMessageContaining("timeouts.lock of the configuration, 150 ms")
                .hasMessageContaining("AccessShareLock on account")
                .hasMessageContaining("application nightly report")
                .hasMessageContaining("idle in transaction")
                .hasMessageContaining("with: SELECT 1, 2")
                .hasMessageContaining("It was tried 3 times")
                .hasMessageContaining("raise retry.max");
        blocker.rollBack();
        assertThat(error).hasMessageContaining("SELECT pg_terminate_backend(" + blocker.pid() + ")");
        assertThat(history()).containsExactly("r1 failed");
        assertThat(database.value("SELECT error FROM reflux_history")).contains("nightly report");
        database.fingerprint().excluding("reflux_version", "reflux_history").assertSameAs(before);
    }

    @Test
    void withoutRetriesTheErrorNamesWhoIsInTheWayToo() {
        revisions.add("r1", "ALTER TABLE account ADD COLUMN name text;", "");
        reader();
        DatabaseException error = failure(values -> values.retry(RetryConfig.DEFAULTS));
        assertThat(error)
                .hasMessageContaining("In the way: pid ")
                .hasMessageContaining("email = '…'")
                .hasMessageNotContaining("secret of a customer")
                .hasMessageContaining("Set retry.max")
                .hasMessageNotContaining("It was tried");
        assertThat(heard.retries).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT E'it\\' s secret\\'', 1 AS account",
                "SELECT $$it's secret$$, 1 AS account",
                "SELECT 1 AS account, $x$secret$x$ -- secret",
                "SELECT 1 AS account, 'not cut', '%s secret%s'",
                "SELECT 1 AS \"account\u001b[2J\u202e\", 'secret'"
            })
    void dataInTheQueriesOfOthersIsShownInNoErrorAndNoControlCharacterIsSent(String query) {
        revisions.add("r1", "ALTER TABLE account ADD COLUMN name text;", "");
        String filler = "x".repeat(400);
        reader().execute(query.formatted("secret ", filler));
        assertThat(failure(values -> values.retry(RetryConfig.DEFAULTS)))
                .hasMessageContaining("with: SELECT ")
                .hasMessageNotContaining("secret")
                .hasMessageNotContaining("\u001b")
                .hasMessageNotContaining("\u202e");
    }

    @Test
    void aTableThatOnlyTheRevisionsSearchPathFindsIsRecognised() {
        database.execute("CREATE SCHEMA shop", "CREATE TABLE shop.parcel (id integer)");
        revisions.add("r1", "SET search_path = shop;\nALTER TABLE parcel ADD COLUMN weight integer;", "");
        OtherSession.on(database).begin("SELECT * FROM shop.parcel");
        assertThat(failure(values -> values.retry(RetryConfig.DEFAULTS)))
                .hasMessageContaining("AccessShareLock on shop.parcel");
    }

    @Test
    void aLockOnTheOtherEndOfAForeignKeyIsRecognised() {
        database.execute("CREATE TABLE visit (account integer REFERENCES account)");
        revisions.add("r1", "DROP TABLE visit;", "");
        OtherSession.on(database).begin("LOCK TABLE account IN ROW EXCLUSIVE MODE");
        assertThat(failure(values -> values.retry(RetryConfig.DEFAULTS)))
                .hasMessageContaining("RowExclusiveLock on account");
    }

    @Test
    void aLockInsideABlockOfCodeIsRecognised() {
        revisions.add("r1", "DO $$ BEGIN EXECUTE 'SELECT 1'; ALTER TABLE account ADD COLUMN n integer; END $$;", "");
        reader();
        assertThat(failure(values -> values.retry(RetryConfig.DEFAULTS)))
                .hasMessageContaining("AccessShareLock on account");
    }

    @Test
    void aRowThatSomebodyElseChangesIsRecognised() {
        revisions.add("r1", "UPDATE account SET email = 'b' WHERE id = 1;", "");
        OtherSession blocker = OtherSession.on(database).begin("UPDATE account SET email = 'c'");
        reader();
        releasedAtRetry(1, blocker);
        upgrade(values -> values);
        assertThat(database.value("SELECT email FROM account")).isEqualTo("b");
        assertThat(heard.retries.get(0).failure().sqlState()).isEqualTo("55P03");
    }

    @Test
    void retriesWorkWithoutAHistory() {
        revisions.add("r1", "CREATE TABLE t1 (id integer);", "");
        revisions.add("r2", "ALTER TABLE account ADD COLUMN name text;", "");
        releasedAtRetry(2, reader());
        MigrationReport report = upgrade(values -> values.historyTable(null).transaction(TransactionMode.REVISION));
        assertThat(report.steps()).extracting(MigrationReport.Step::revision).containsExactly("r1", "r2");
        assertThat(heard.retries).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE t1 (id integer);\n-- +autocommit\nALTER TABLE account ADD COLUMN name text;\n-- +end\n",
                "-- +autocommit\nDROP INDEX CONCURRENTLY ix_email;\n-- +end\n",
            })
    void aPartThatNoHistoryTellsOfIsNotRunAgain(String upgrade) {
        database.execute("CREATE INDEX ix_email ON account (email)");
        revisions.write("r1", "-- +upgrade\n" + upgrade);
        reader();
        DatabaseException error = failure(values -> values.historyTable(null));
        assertThat(error.sqlState()).isEqualTo("55P03");
        assertThat(error).hasMessageContaining("history-table is null");
        assertThat(heard.retries).isEmpty();
    }

    private static final String RAISE = "op.connection().execute(\"UPDATE balance SET amount = amount + 1\");\n";

    private static final String BUILD =
            "op.autocommit(auto -> auto.createIndex(\"account\", index(\"ix_email\", \"email\"),"
                    + " options -> options.concurrently()));\n";

    private void balance() {
        database.execute("CREATE TABLE balance (amount integer)", "INSERT INTO balance VALUES (0)");
    }

    private String raised() {
        return database.value("SELECT amount FROM balance");
    }

    private void java(String id, String upgrade) {
        revisions.java(id, "Migration", "@Override public void upgrade(Operations op) {\n" + upgrade + "}");
    }

    @ParameterizedTest
    @EnumSource(TransactionMode.class)
    void whatAJavaRevisionHasRunOverTheConnectionAndCommittedIsNotRunAgain(TransactionMode mode) {
        balance();
        java("J1", RAISE + BUILD);
        OtherSession.on(database).begin("UPDATE account SET email = 'b'");
        DatabaseException error = failure(values -> values.transaction(mode));
        assertThat(error.sqlState()).isEqualTo("55P03");
        assertThat(error)
                .hasMessageContaining("what revision J1 has run over op.connection() may be committed")
                .hasMessageContaining("pg_terminate_backend")
                .hasMessageNotContaining("raise retry.max");
        assertThat(heard.retries).isEmpty();
        assertThat(raised()).isEqualTo("1");
    }

    @Test
    void whatAConnectionWithoutATransactionHasRunIsNotRunAgain() {
        balance();
        java("J1", RAISE + "op.execute(\"ALTER TABLE account ADD COLUMN name text\");");
        reader();
        assertThat(failure(values -> values.transaction(TransactionMode.NONE))).hasMessageContaining("op.connection()");
        assertThat(raised()).isEqualTo("1");
    }

    @Test
    void whatAConnectionHasRunBeforeALoneStatementIsNotRunAgainWithoutAHistory() {
        balance();
        java("J1", RAISE + "op.autocommit(auto -> auto.execute(\"ALTER TABLE account ADD COLUMN name text\"));");
        reader();
        assertThat(failure(values -> values.historyTable(null))).hasMessageContaining("op.connection()");
        assertThat(raised()).isEqualTo("1");
    }

    @Test
    void whatAConnectionHasRunIsNotRunAgainForALaterRevisionOfTheTransaction() {
        balance();
        java("J1", RAISE + "op.autocommit(auto -> auto.execute(\"CREATE TABLE t1 (id integer)\"));");
        revisions.add("r2", "ALTER TABLE account ADD COLUMN name text;", "");
        reader();
        assertThat(failure(values -> values.transaction(TransactionMode.RUN)))
                .hasMessageContaining("Revision r2 failed")
                .hasMessageContaining("what revision J1 has run");
        assertThat(raised()).isEqualTo("1");
    }

    @Test
    void anAutocommitPartWithoutAHistoryIsNotRunAgainForALaterRevisionOfTheTransaction() {
        balance();
        revisions.write(
                "r1",
                "-- +upgrade\n-- +autocommit\nUPDATE balance SET amount = amount + 1;\n-- +end\n"
                        + "CREATE TABLE t1 (id integer);\n");
        revisions.add("r2", "ALTER TABLE account ADD COLUMN name text;", "");
        reader();
        assertThat(failure(values -> values.historyTable(null).transaction(TransactionMode.RUN)))
                .hasMessageContaining("part of revision r1 may be committed");
        assertThat(raised()).isEqualTo("1");
    }

    @Test
    void whatAConnectionHasRunInATransactionIsRolledBackAndRunAgain() {
        balance();
        java("J1", RAISE);
        java(
                "J2",
                "op.autocommit(auto -> auto.execute(\"CREATE TABLE t1 (id integer)\"));\n" + RAISE
                        + "op.execute(\"ALTER TABLE account ADD COLUMN name text\");\n");
        releasedAtRetry(2, reader());
        try (LogLines lines = LogLines.of(RetriedSteps.class)) {
            upgrade(values -> values.transaction(TransactionMode.REVISION));
            assertThat(lines.warnings()).hasSize(2).allSatisfy(line -> assertThat(line)
                    .contains("; rolled back to the last commit,"));
        }
        assertThat(raised()).isEqualTo("2");
    }

    @Test
    void aRevisionThatIsCommittedAsAWholeDoesNotKeepTheNextFromBeingTriedAgain() {
        balance();
        java("J1", RAISE);
        revisions.write(
                "r2", "-- +upgrade\n-- +autocommit\nCREATE INDEX CONCURRENTLY ix_email ON account (email);\n-- +end\n");
        releasedAtRetry(2, OtherSession.on(database).begin("UPDATE account SET email = 'b'"));
        upgrade(values -> values.transaction(TransactionMode.RUN));
        assertThat(heard.retries).hasSize(2);
        assertThat(raised()).isEqualTo("1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CALL fill();",
                "DO $$ BEGIN UPDATE balance SET amount = amount + 1; COMMIT; LOCK TABLE account; END $$;"
            })
    void whatCommitsByItselfIsNotRunAgainWithoutAHistory(String statement) {
        fill();
        revisions.write("r1", "-- +upgrade\n" + statement + "\n");
        reader();
        assertThat(failure(values -> values.historyTable(null).transaction(TransactionMode.NONE)))
                .hasMessageContaining("history-table is null");
        assertThat(raised()).isEqualTo("1");
    }

    /** A procedure that commits, and then waits for whoever reads accounts. */
    private void fill() {
        balance();
        database.execute("CREATE PROCEDURE fill() LANGUAGE plpgsql AS $$ BEGIN UPDATE balance SET amount = amount + 1;"
                + " COMMIT; LOCK TABLE account; END $$");
    }

    @Test
    void whatCannotBeDecidedIsNotTriedAgainAndTheErrorIsThatOfTheDatabase() {
        fill();
        revisions.write("r1", "-- +upgrade\nCREATE TABLE t1 (id integer);\n-- +autocommit\nCALL fill();\n-- +end\n");
        reader();
        DatabaseException error = failure(values -> values);
        assertThat(error.sqlState()).isEqualTo("55P03");
        assertThat(error)
                .hasMessageContaining("Revision r1 failed")
                .hasMessageContaining("It is not tried again. ")
                .hasMessageContaining("its statement 2, \"CALL fill()\", was started, and it cannot be told")
                .hasMessageContaining("stamp r1");
        assertThat(heard.retries).isEmpty();
        assertThat(raised()).isEqualTo("1");
        assertThatThrownBy(() -> upgrade(values -> values))
                .isInstanceOf(InterruptedRevisionException.class)
                .hasMessageContaining("its statement 2, \"CALL fill()\"");
    }

    @Test
    void aDowngradeIsTriedAgain() {
        revisions.add("r1", "ALTER TABLE account ADD COLUMN name text;", "ALTER TABLE account DROP COLUMN name;");
        revisions.add("r2", "CREATE TABLE t2 (id integer);", "DROP TABLE t2;");
        upgrade(values -> values);
        releasedAtRetry(1, reader());
        MigrationReport report = reflux(values -> values).downgrade("-2").block(LIMIT);
        assertThat(report.to()).isEmpty();
        assertThat(database.column(COLUMNS)).containsExactly("id", "email");
        assertThat(database.column(TABLES)).isEmpty();
    }

    @Test
    void aRevisionInJavaRunsAgainAsAWhole() {
        revisions.java(
                "J1",
                "Migration",
                """
                static int runs;
                @Override public void upgrade(Operations op) {
                  op.execute("CREATE TABLE t" + ++runs + " (id integer)");
                  op.execute("ALTER TABLE account ADD COLUMN name text");
                  op.connection().query("SELECT 1");
                }
                """);
        releasedAtRetry(1, reader());
        upgrade(values -> values);
        assertThat(database.column(TABLES)).containsExactly("t2");
    }

    @Test
    void anErrorThatAnAuthorsCodeWrapsIsTriedAgain() {
        revisions.java(
                "J1",
                "Migration",
                """
                @Override public void upgrade(Operations op) {
                  try {
                    op.connection().execute("ALTER TABLE account ADD COLUMN name text");
                  } catch (RuntimeException e) {
                    throw new IllegalStateException("no name", e);
                  }
                }
                """);
        OtherSession blocker = reader();
        assertThatThrownBy(() -> upgrade(values -> values.retry(RetryConfig.DEFAULTS)))
                .isInstanceOf(InvalidRevisionFileException.class)
                .hasMessageContaining("no name")
                .hasMessageContaining("In the way: pid ")
                .hasMessageContaining("Set retry.max");
        releasedAtRetry(1, blocker);
        upgrade(values -> values);
        assertThat(database.column(COLUMNS)).containsExactly("id", "email", "name");
    }

    @Test
    void aCancellationEndsThePauseAndLeavesNothing() {
        revisions.add("r1", "CREATE TABLE t1 (id integer);\nALTER TABLE account ADD COLUMN name text;", "");
        OtherSession blocker = reader();
        CatalogFingerprint before = database.fingerprint();
        Sinks.One<String> signal = Sinks.one();
        heard.onRetry = () -> signal.tryEmitValue("SIGINT");
        Reflux reflux = Reflux.builder()
                .url(database.url())
                .locations(revisions.location())
                .configure(values -> values.timeouts(
                                new Timeouts(Duration.ofSeconds(10), Duration.ofMillis(150), Duration.ZERO))
                        .retry(new RetryConfig(5, Duration.ofHours(1), Duration.ofHours(1))))
                .listener(heard)
                .cancelWhen(signal.asMono())
                .build();

        assertThatThrownBy(() -> reflux.upgrade("head").block(LIMIT)).isInstanceOf(CancelledException.class);

        blocker.rollBack();
        database.fingerprint().excluding("reflux_version", "reflux_history").assertSameAs(before);
        assertThat(history()).containsExactly("r1 failed");
        assertThat(database.value("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'"))
                .isEqualTo("0");
        Eventually.holds(() -> assertThat(database.sessions()).hasSize(1));
    }

    @Test
    void thePauseHoldsNothingButTheMigrationLock() {
        revisions.add("r1", "CREATE TABLE t1 (id integer);\nALTER TABLE account ADD COLUMN name text;", "");
        OtherSession blocker = reader();
        List<String> held = new ArrayList<>();
        heard.onRetry = () -> {
            held.addAll(
                    database.column(
                            "SELECT locktype FROM pg_locks l JOIN pg_stat_activity a USING (pid)"
                                    + " WHERE a.application_name LIKE 'reflux %' AND datname = current_database() AND pid <> pg_backend_pid()"));
            held.addAll(database.column("SELECT 'snapshot' FROM pg_stat_activity WHERE application_name LIKE 'reflux %'"
                    + " AND datname = current_database() AND pid <> pg_backend_pid()"
                    + " AND (backend_xmin IS NOT NULL OR backend_xid IS NOT NULL OR xact_start IS NOT NULL)"));
            blocker.rollBack();
        };
        upgrade(values -> values);
        assertThat(held).containsExactly("advisory");
    }

    @Test
    void aRunThatLosesADeadlockIsTriedAgain() throws Exception {
        CompletableFuture<Void> other = deadlock(true);
        assertThat(heard.retries)
                .singleElement()
                .satisfies(retry -> assertThat(retry.failure().sqlState()).isEqualTo("40P01"));
        assertThat(other).succeedsWithin(LIMIT);
    }

    @Test
    void aRunThatWinsADeadlockGoesOn() throws Exception {
        CompletableFuture<Void> other = deadlock(false);
        assertThat(heard.retries).isEmpty();
        assertThat(other).failsWithin(LIMIT).withThrowableThat().withMessageContaining("deadlock detected");
    }

    /** Who waits last, and looks for a deadlock soon, finds it, and loses; who waited before looks in an hour. */
    private CompletableFuture<Void> deadlock(boolean runLoses) throws Exception {
        database.execute("CREATE TABLE t1 (id integer)", "CREATE TABLE t2 (id integer)");
        String untilTheOtherWaits = "DO $$ BEGIN WHILE EXISTS (SELECT FROM pg_locks WHERE relation = 't2'::regclass"
                + " AND granted) AND NOT EXISTS (SELECT FROM pg_locks WHERE relation = 't1'::regclass AND NOT granted)"
                + " LOOP PERFORM pg_sleep(0.01); END LOOP; END $$;\n";
        revisions.add(
                "r1",
                looksForDeadlocks(runLoses) + ";\nLOCK TABLE t1 IN ACCESS EXCLUSIVE MODE;\n"
                        + (runLoses ? untilTheOtherWaits : "") + "ALTER TABLE t2 ADD COLUMN name text;",
                "");
        OtherSession other = OtherSession.on(database)
                .execute(looksForDeadlocks(!runLoses))
                .begin("LOCK TABLE t2 IN ACCESS EXCLUSIVE MODE");
        CompletableFuture<MigrationReport> run = reflux(values -> values.timeouts(Timeouts.DEFAULTS))
                .upgrade("head")
                .toFuture();
        String reached = runLoses
                ? "SELECT count(*) FROM pg_locks WHERE relation = 't1'::regclass AND granted"
                : "SELECT count(*) FROM pg_locks WHERE relation = 't2'::regclass AND NOT granted";
        Eventually.holds(() -> assertThat(database.value(reached)).isEqualTo("1"));
        CompletableFuture<Void> waits = CompletableFuture.runAsync(() -> {
            other.execute("LOCK TABLE t1 IN ACCESS EXCLUSIVE MODE");
            other.commit();
        });
        assertThat(run).succeedsWithin(LIMIT);
        assertThat(database.value(
                        "SELECT count(*) FROM pg_attribute WHERE attrelid = 't2'::regclass AND attname = 'name'"))
                .isEqualTo("1");
        return waits;
    }

    private static String looksForDeadlocks(boolean soon) {
        return "SET deadlock_timeout = '" + (soon ? "100ms" : "1h") + "'";
    }

    @Test
    void aTransactionWithMoreLocksThanThereIsRoomForIsToldWhatToDo() {
        revisions.add(
                "r1",
                "DO $$ BEGIN RAISE 'out of shared memory' USING ERRCODE = '53200',"
                        + " HINT = 'You might need to increase \"max_locks_per_transaction\".'; END $$;",
                "");

        DatabaseException error = failure(values -> values);

        assertThat(error.sqlState()).isEqualTo("53200");
        assertThat(error)
                .hasMessageContaining("Hint: You might need to increase \"max_locks_per_transaction\".")
                .hasMessageContaining("Set transaction: revision; or divide the revision into several");
        assertThat(failure(values -> values.transaction(TransactionMode.REVISION)))
                .hasMessageContaining("Divide the revision into several")
                .hasMessageNotContaining("Set transaction");
        assertThat(heard.retries).isEmpty();
    }

    @Test
    void aServerWithoutMemoryIsNotTakenForOneWithoutLocks() {
        revisions.add("r1", "DO $$ BEGIN RAISE 'out of memory' USING ERRCODE = '53200'; END $$;", "");

        assertThat(failure(values -> values)).hasMessageNotContaining("Divide").hasMessageNotContaining("transaction:");
    }

    @Test
    void aSerializationFailureIsTriedAgain() throws Exception {
        revisions.add(
                "r1",
                "SET TRANSACTION ISOLATION LEVEL SERIALIZABLE;\nSELECT count(*) FROM account;\nSELECT pg_sleep(0.8);\n"
                        + "UPDATE account SET email = email || 'r' WHERE id = 1;",
                "");
        CompletableFuture<MigrationReport> run =
                reflux(values -> values).upgrade("head").toFuture();
        String sleeping = "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep'"
                + " AND datname = current_database()";
        Eventually.holds(() -> assertThat(database.value(sleeping)).isEqualTo("1"));
        database.execute("UPDATE account SET email = 'b' WHERE id = 1");
        run.get(20, TimeUnit.SECONDS);
        assertThat(heard.retries)
                .singleElement()
                .satisfies(retry -> assertThat(retry.failure().sqlState()).isEqualTo("40001"));
        assertThat(database.value("SELECT email FROM account")).isEqualTo("br");
    }

    @Test
    void aStatementThatTakesTooLongIsNotTriedAgain() {
        revisions.write("r1", "-- statement_timeout: 100ms\n-- +upgrade\nSELECT pg_sleep(30);\n-- +downgrade\n");
        DatabaseException error = failure(values -> values);
        assertThat(error.sqlState()).isEqualTo("57014");
        assertThat(error).hasMessageContaining("statement_timeout of the revision's header, 100 ms");
        assertThat(heard.retries).isEmpty();
        assertThat(history()).containsExactly("r1 failed");
    }

    @Test
    void aStatementThatSomebodyCancelsIsSaidToBe() {
        revisions.add("r1", "SELECT pg_sleep(30);", "");
        CompletableFuture<MigrationReport> run =
                reflux(values -> values).upgrade("head").toFuture();
        String cancel = "SELECT count(pg_cancel_backend(pid)) FROM pg_stat_activity WHERE wait_event = 'PgSleep'"
                + " AND datname = current_database()";
        Eventually.holds(() -> assertThat(database.value(cancel)).isEqualTo("1"));
        assertThat(run)
                .failsWithin(LIMIT)
                .withThrowableThat()
                .withCauseInstanceOf(DatabaseException.class)
                .withMessageContaining("Another session cancelled the statement");
    }

    @ParameterizedTest
    @EnumSource(TransactionMode.class)
    void timeoutsOfARevisionHoldForItAlone(TransactionMode mode) {
        database.execute(
                "CREATE TABLE seen (number integer GENERATED ALWAYS AS IDENTITY, revision text, lock text, statement text)");
        String look = "INSERT INTO seen (revision, lock, statement) VALUES ('%s', current_setting('lock_timeout'),"
                + " current_setting('statement_timeout'));";
        revisions.write("r1", "-- +upgrade\n" + look.formatted("r1") + "\n");
        revisions.write(
                "r2",
                "-- lock_timeout: 3s\n-- statement_timeout: 0s\n-- +upgrade\n" + look.formatted("r2")
                        + "\n-- +autocommit\n" + look.formatted("r2") + "\n-- +end\n" + look.formatted("r2") + "\n");
        revisions.write("r3", "-- +upgrade\n" + look.formatted("r3") + "\n");
        revisions.text(
                "y4.yaml",
                "revision: y4\ndown_revision: r3\nlock_timeout: 4s\nstatement_timeout: 0s\nupgrade:\n  - execute: {sql: \""
                        + look.formatted("y4") + "\"}\n");
        revisions.text(
                "J5.java",
                "import dev.reflux.migration.*;\n@Revision(id = \"j5\", downRevision = \"y4\", lockTimeout = \"5s\","
                        + " statementTimeout = \"90s\")\npublic final class J5 implements Migration {\n"
                        + "public void upgrade(Operations op) {\n  op.execute(\"" + look.formatted("j5")
                        + "\");\n}\n}\n");
        revisions.text("r6.sql", "-- revision: r6\n-- down_revision: j5\n-- +upgrade\n" + look.formatted("r6") + "\n");
        upgrade(values -> values.transaction(mode)
                .timeouts(new Timeouts(Duration.ofSeconds(10), Duration.ofSeconds(2), Duration.ofMinutes(1))));
        assertThat(database.column("SELECT concat_ws(' ', revision, lock, statement) FROM seen ORDER BY number"))
                .containsExactly(
                        "r1 2s 1min",
                        "r2 3s 0",
                        "r2 3s 0",
                        "r2 3s 0",
                        "r3 2s 1min",
                        "y4 4s 0",
                        "j5 5s 90s",
                        "r6 2s 1min");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CREATE INDEX CONCURRENTLY ix_email ON account (email);", "VACUUM account;"})
    void timeoutsOfARevisionDoNotDisturbABareStatement(String bare) {
        revisions.write(
                "r1", "-- lock_timeout: 3s\n-- +upgrade\n-- +autocommit\n" + bare + "\n-- +end\n-- +downgrade\n");
        upgrade(values -> values.historyTable(null).transaction(TransactionMode.NONE));
        assertThat(database.column("SELECT version_num FROM reflux_version")).containsExactly("r1");
    }

    @Test
    void aHalfWayRevisionThatIsContinuedHasItsTimeouts() {
        database.execute("CREATE TABLE seen (lock text)");
        String file =
                "-- revision: r1\n-- lock_timeout: 3s\n-- +upgrade\n-- +autocommit\nCREATE TABLE t1 (id integer);\n"
                        + "%s;\n-- +end\nINSERT INTO seen VALUES (current_setting('lock_timeout'));\n";
        revisions.text("r1.sql", file.formatted("SELECT 1 / 0"));
        assertThatThrownBy(() -> upgrade(values -> values)).hasMessageContaining("division by zero");
        revisions.text("r1.sql", file.formatted("SELECT 1"));
        upgrade(values -> values);
        assertThat(database.column("SELECT lock FROM seen")).containsExactly("3s");
    }
}
