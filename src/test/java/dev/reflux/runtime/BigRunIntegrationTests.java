package dev.reflux.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reflux.Reflux;
import dev.reflux.RunOptions;
import dev.reflux.config.TransactionMode;
import dev.reflux.dialect.Dialects;
import dev.reflux.error.ConfigException;
import dev.reflux.testsupport.LogLines;
import dev.reflux.testsupport.PostgresServer;
import dev.reflux.testsupport.RevisionFolder;
import dev.reflux.testsupport.TestDatabase;
import io.r2dbc.spi.Connection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;

/** Runs of so many revisions that one transaction fills the server's table of locks. */
@ExtendWith(PostgresServer.class)
class BigRunIntegrationTests {

    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final int TABLES_OF_A_REVISION = 500;
    private static final int LOCKS_OF_A_TABLE = 5;

    private static final String ROOM = "SELECT current_setting('max_locks_per_transaction')::bigint"
            + " * (current_setting('max_connections')::bigint + current_setting('max_prepared_transactions')::bigint)";

    @TempDir
    Path temporary;

    private static Reflux reflux(TestDatabase database, RevisionFolder revisions, @Nullable TransactionMode mode) {
        return Reflux.builder()
                .url(database.url())
                .locations(revisions.location())
                .configure(values -> values.transaction(mode))
                .build();
    }

    private static long room(TestDatabase database) {
        return Long.parseLong(database.value(ROOM));
    }

    /** Statements that create tables until about so many locks are needed. */
    private static String tables(String prefix, long locks) {
        return LongStream.range(0, locks / LOCKS_OF_A_TABLE)
                .mapToObj(n -> "CREATE TABLE " + prefix + n
                        + " (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text);")
                .collect(Collectors.joining("\n"));
    }

    private static List<Integer> plannedTransactions(
            TestDatabase database, RevisionFolder revisions, @Nullable TransactionMode mode) {
        return reflux(database, revisions, mode)
                .upgrade("head", RunOptions.DEFAULTS.dry())
                .block(LIMIT)
                .steps()
                .stream()
                .map(MigrationReport.Step::transaction)
                .toList();
    }

    /** So many revisions that they need more locks than there is room for. */
    private RevisionFolder tooManyFor(TestDatabase database) {
        long revisions = room(database) * 5 / 4 / LOCKS_OF_A_TABLE / TABLES_OF_A_REVISION + 1;
        RevisionFolder folder = RevisionFolder.in(temporary);
        for (int i = 1; i <= revisions; i++) {
            int revision = i;
            folder.add(
                    "r" + i,
                    IntStream.range(0, TABLES_OF_A_REVISION)
                            .mapToObj(n -> "CREATE TABLE t" + revision + "_" + n
                                    + " (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text);")
                            .collect(Collectors.joining("\n")),
                    IntStream.range(0, TABLES_OF_A_REVISION)
                            .mapToObj(n -> "DROP TABLE t" + revision + "_" + n + ";")
                            .collect(Collectors.joining("\n")));
        }
        return folder;
    }

    @Test
    void oneTransactionThatIsAskedForIsRefusedBeforeAnythingHappens(TestDatabase database) {
        RevisionFolder revisions = tooManyFor(database);

        assertThatThrownBy(() -> reflux(database, revisions, TransactionMode.RUN)
                        .upgrade("head")
                        .block(LIMIT))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("max_locks_per_transaction")
                .hasMessageContaining("transaction: revision")
                .hasMessageContaining("the first of them to r");

        assertThat(database.column("SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"))
                .isEmpty();
    }

    @Test
    void leftToUsItIsCommittedInBetween(TestDatabase database) {
        RevisionFolder revisions = tooManyFor(database);

        MigrationReport plan = reflux(database, revisions, null)
                .upgrade("head", RunOptions.DEFAULTS.dry())
                .block(LIMIT);

        List<Integer> transactions =
                plan.steps().stream().map(MigrationReport.Step::transaction).toList();
        assertThat(transactions).isSorted().startsWith(1);
        assertThat(transactions.get(transactions.size() - 1)).isBetween(2, transactions.size());
    }

    /** Three quarters of what is allowed, an index by itself, and three quarters again. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "-- +autocommit\nCREATE INDEX CONCURRENTLY ix ON a0 (name);\n-- +end\n",
                "ALTER TYPE mood ADD VALUE 'glad';\n"
            })
    void whereACommitIsForcedTheCountBeginsAnew(String forces, TestDatabase database) {
        long fits = room(database) / 2 * 3 / 4;
        database.execute("CREATE TYPE mood AS ENUM ('sad')");
        RevisionFolder revisions = RevisionFolder.in(temporary)
                .add("r1", tables("a", fits), "")
                .write("r2", "-- +upgrade\n" + forces)
                .add("r3", tables("b", fits), "");

        try (LogLines log = LogLines.of(LockBudget.class)) {
            List<Integer> transactions = plannedTransactions(database, revisions, null);

            assertThat(log.warnings()).isEmpty();
            assertThat(transactions.get(2)).isEqualTo(2);
        }
    }

    @Test
    void oneTransactionForEachHalfThatFitsIsNotRefused(TestDatabase database) {
        long fits = room(database) * 3 / 4;
        RevisionFolder revisions = RevisionFolder.in(temporary)
                .add("r1", tables("a", fits / 2), "")
                .add("r2", tables("b", fits / 2), "")
                .write("r3", "-- +upgrade\n-- +autocommit\nCREATE INDEX CONCURRENTLY ix ON a0 (name);\n-- +end\n")
                .add("r4", tables("c", fits), "");

        assertThat(plannedTransactions(database, revisions, TransactionMode.RUN))
                .containsExactly(1, 1, 2, 2);
    }

    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void aRevisionThatIsTooLargeByItselfIsWarnedOf(TransactionMode mode, TestDatabase database) {
        RevisionFolder revisions = RevisionFolder.in(temporary).add("r1", tables("a", room(database) * 2), "");

        try (LogLines log = LogLines.of(LockBudget.class)) {
            plannedTransactions(database, revisions, mode);

            assertThat(log.warnings())
                    .singleElement()
                    .asString()
                    .contains("Revision r1 alone needs about", "max_locks_per_transaction", "autocommit part");
        }
    }

    @Test
    void aRevisionInAnAutocommitPartIsNeverTooLarge(TestDatabase database) {
        RevisionFolder revisions = RevisionFolder.in(temporary)
                .write("r1", "-- +upgrade\n-- +autocommit\n" + tables("a", room(database) * 5) + "\n-- +end\n");

        try (LogLines log = LogLines.of(LockBudget.class)) {
            plannedTransactions(database, revisions, null);

            assertThat(log.warnings()).isEmpty();
        }
    }

    @Test
    void aRevisionThatIsFarTooLargeByItselfIsRefused(TestDatabase database) {
        RevisionFolder revisions = RevisionFolder.in(temporary)
                .add("r1", "CREATE TABLE t (id integer);", "")
                .add("r2", tables("a", room(database) * 5), "");

        assertThatThrownBy(
                        () -> reflux(database, revisions, null).upgrade("head").block(LIMIT))
                .isInstanceOfSatisfying(ConfigException.class, error -> assertThat(error.revision())
                        .isEqualTo("r2"))
                .hasMessageContaining("Revision r2 alone needs about")
                .hasMessageContaining("Divide it into several revisions");

        assertThat(database.column("SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"))
                .isEmpty();
    }

    @Test
    @EnabledIfSystemProperty(named = "faults.full", matches = "true")
    void whatOneTransactionCannotDoIsDone(TestDatabase database) {
        RevisionFolder revisions = tooManyFor(database);
        Reflux reflux = reflux(database, revisions, null);

        MigrationReport up = reflux.upgrade("head").block(LIMIT);
        MigrationReport down = reflux.downgrade("base").block(LIMIT);

        assertThat(up.steps()).hasSameSizeAs(down.steps());
        assertThat(database.column("SELECT relname FROM pg_class WHERE relname ~ '^t[0-9]'"))
                .isEmpty();
    }

    /** The estimate counts what a transaction keeps: the objects, not the modes that each is locked in. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE n (id integer)",
                "CREATE TABLE n (id integer PRIMARY KEY, name text)",
                "CREATE TABLE n (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name varchar(20) UNIQUE)",
                "CREATE TABLE n (id serial, tags integer[])",
                "CREATE UNIQUE INDEX n ON old (name)",
                "CREATE SEQUENCE n",
                "CREATE TEMPORARY TABLE n (id integer)",
                "/* of old */ CREATE -- unlike it\n TABLE n (name varchar /* short */ (20), key text)",
                "ALTER TABLE old ADD CONSTRAINT n UNIQUE (name)",
                "COMMENT ON TABLE old IS 'old'",
                "INSERT INTO old VALUES (1, 'a')"
            })
    void theEstimateIsThatOfTheServer(String statement, TestDatabase database) {
        database.execute("CREATE TABLE old (id integer PRIMARY KEY, name varchar(20))");
        Connection connection = database.connect();
        Flux.from(connection.beginTransaction()).blockLast(LIMIT);
        String objects = "SELECT count(DISTINCT relation)::integer AS n FROM pg_locks WHERE pid = pg_backend_pid()"
                + " AND relation >= 16384 AND relation <> 'old'::regclass AND relation <> 'old_pkey'::regclass";
        Flux.from(connection.createStatement(statement).execute())
                .flatMap(result -> result.getRowsUpdated())
                .blockLast(LIMIT);
        List<Integer> counted = Flux.from(connection.createStatement(objects).execute())
                .flatMap(result -> result.map((row, metadata) -> row.get("n", Integer.class)))
                .collectList()
                .block(LIMIT);
        Flux.from(connection.rollbackTransaction()).blockLast(LIMIT);

        assertThat(Dialects.forUrl(database.url()).lockTable().keptBy(statement))
                .isEqualTo(counted.get(0));
    }
}
