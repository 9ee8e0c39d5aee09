package dev.reflux.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.reflux.Reflux;
import dev.reflux.RunOptions;
import dev.reflux.config.TransactionMode;
import dev.reflux.error.ConfigException;
import dev.reflux.error.LockNotAcquiredException;
import dev.reflux.testsupport.Eventually;
import dev.reflux.testsupport.LogLines;
import dev.reflux.testsupport.PostgresServer;
import dev.reflux.testsupport.RevisionFolder;
import dev.reflux.testsupport.TestDatabase;
import dev.reflux.testsupport.TransactionPooler;
import io.r2dbc.spi.Connection;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The migration lock: how it is waited for, and that nothing runs without it. */
@ExtendWith(PostgresServer.class)
class LockIntegrationTests {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String KEY = "hashtextextended('reflux:public.reflux_version', 0)";

    @TempDir
    Path temporary;

    private RevisionFolder revisions;

    @BeforeEach
    void folder() {
        revisions = RevisionFolder.in(temporary);
    }

    private Reflux reflux(String url, TransactionMode mode) {
        return Reflux.builder()
                .url(url)
                .locations(revisions.location())
                .configure(values -> values.transaction(mode))
                .build();
    }

    private static void on(Connection connection, String text) {
        Flux.from(connection.createStatement(text).execute())
                .flatMap(result -> result.getRowsUpdated())
                .blockLast(LIMIT);
    }

    private static Connection holder(TestDatabase database) {
        Connection holder = database.connect();
        on(holder, "SET application_name = 'the holder'; SELECT pg_advisory_lock(" + KEY + ")");
        return holder;
    }

    private static List<String> tables(TestDatabase database) {
        return database.column(
                "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
                        + " ORDER BY 1");
    }

    private static List<String> locks(TestDatabase database) {
        return database.column("SELECT pid::text FROM pg_locks WHERE locktype = 'advisory' AND granted AND database ="
                + " (SELECT oid FROM pg_database WHERE datname = current_database())");
    }

    @Test
    void aLockThatIsNotFreeInTimeNamesItsHolder(TestDatabase database) {
        revisions.chain(1);
        holder(database);
        String host = database.value("SELECT host(client_addr) FROM pg_stat_activity WHERE pid = "
                + locks(database).get(0));

        assertThatThrownBy(() -> reflux(database.url(), TransactionMode.RUN)
                        .upgrade("head", RunOptions.DEFAULTS.lockTimeout(Duration.ofMillis(300)))
                        .block(LIMIT))
                .isInstanceOf(LockNotAcquiredException.class)
                .hasMessageContaining("application the holder")
                .hasMessageContaining("user " + database.username())
                .hasMessageContaining("pid " + locks(database).get(0))
                .hasMessageContaining("host " + host + ",")
                .hasMessageContaining("connected since");

        assertThat(tables(database)).isEmpty();
    }

    @Test
    void whoWaitsIsNamedAndHoldsNoSnapshot(TestDatabase database) {
        revisions.chain(1);
        Connection holder = holder(database);
        Mono<MigrationReport> waiting =
                reflux(database.url(), TransactionMode.RUN).upgrade("head").cache();
        waiting.subscribe();

        Eventually.holds(() -> assertThat(database.sessions())
                .anySatisfy(session -> assertThat(session.applicationName()).startsWith("reflux ")));
        Eventually.holds(
                () -> assertThat(database.column("SELECT query FROM pg_stat_activity WHERE application_name LIKE"
                                + " 'reflux %' AND state = 'idle' AND xact_start IS NULL AND backend_xmin IS NULL"
                                + " AND datname = current_database()"))
                        .anyMatch(query -> query.contains("pg_try_advisory_lock")));
        on(holder, "CREATE TABLE seen (id integer)");
        on(holder, "CREATE INDEX CONCURRENTLY seen_id ON seen (id)");
        on(holder, "SELECT pg_advisory_unlock(" + KEY + ")");

        assertThat(waiting.block(LIMIT).to()).containsExactly("r1");
        assertThat(locks(database)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = "RUN", mode = EnumSource.Mode.EXCLUDE)
    void aRevisionThatGivesTheLockBackEndsTheRunBeforeTheNextTransaction(TransactionMode mode, TestDatabase database) {
        revisions.add("r1", "SELECT pg_advisory_unlock_all();", "");
        revisions.add("r2", "CREATE TABLE unprotected (id integer);", "DROP TABLE unprotected;");
        Reflux reflux = reflux(database.url(), mode);

        assertThatThrownBy(() -> reflux.upgrade("head").block(LIMIT))
                .isInstanceOf(LockNotAcquiredException.class)
                .hasMessageContaining("pg_advisory_unlock_all");

        assertThat(tables(database)).doesNotContain("unprotected");
        assertThat(database.sessions()).isEmpty();
    }

    @Test
    void oneTransactionThatBeganUnderTheLockMayEndWithoutIt(TestDatabase database) {
        revisions.add("r0", "SELECT pg_advisory_unlock_all();", "").chain(1);

        assertThat(reflux(database.url(), TransactionMode.RUN)
                        .upgrade("head")
                        .block(LIMIT)
                        .steps())
                .hasSize(2);
    }

    @ParameterizedTest
    @EnumSource
    void anUpdateByRangesThatHasLostTheLockTouchesNoRow(TransactionMode mode, TestDatabase database) {
        database.execute("CREATE TABLE t (id integer PRIMARY KEY, n integer)", "INSERT INTO t VALUES (1, 0), (2, 0)");
        revisions.java(
                "r1",
                "Migration",
                "public void upgrade(Operations op) { op.autocommit(auto -> {"
                        + " auto.execute(\"SELECT pg_advisory_unlock_all()\");"
                        + " auto.updateInChunks(ChunkedUpdate.of(\"t\", \"id\").size(1).set(\"n = 1\").where(\"n = 0\"));"
                        + " }); }");
        Reflux reflux = reflux(database.url(), mode);

        assertThatThrownBy(() -> reflux.upgrade("head").block(LIMIT))
                .isInstanceOf(LockNotAcquiredException.class)
                .hasMessageContaining("pg_advisory_unlock_all");

        assertThat(database.column("SELECT DISTINCT n::text FROM t")).containsExactly("0");
        assertThat(database.sessions()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"CREATE TABLE t2 (id integer)", "CREATE INDEX CONCURRENTLY t1_id ON t1 (id)"})
    void withoutAHistoryEachStatementBeginsUnderTheLockToo(String statement, TestDatabase database) {
        database.execute("CREATE TABLE t1 (id integer)");
        revisions.java(
                "r1",
                "Migration",
                "public void upgrade(Operations op) {"
                        + " op.connection().execute(\"SELECT pg_advisory_unlock_all()\");"
                        + " op.autocommit(auto -> auto.execute(\"" + statement + "\")); }");
        Reflux reflux = Reflux.builder()
                .url(database.url())
                .locations(revisions.location())
                .configure(values -> values.transaction(TransactionMode.NONE).historyTable(null))
                .build();

        assertThatThrownBy(() -> reflux.upgrade("head").block(LIMIT))
                .isInstanceOf(LockNotAcquiredException.class)
                .hasMessageContaining("pg_advisory_unlock_all");

        assertThat(database.column("SELECT relname FROM pg_class WHERE relname IN ('t2', 't1_id')"))
                .isEmpty();
    }

    /** The fifth and later transactions: our tables, the question about the index, the history row, the intent. */
    @ParameterizedTest
    @ValueSource(ints = {4, 5, 6, 7})
    void aProxyThatChangesTheSessionBeforeTheIntentIsCommittedLetsNoIndexBeBuilt(int stays, TestDatabase database)
            throws IOException {
        assumeThat(database.password()).isNull();
        database.execute("CREATE TABLE t1 (id integer)");
        revisions.add("r1", "-- +autocommit\nCREATE INDEX CONCURRENTLY t1_id ON t1 (id);\n-- +end", "");
        try (TransactionPooler pooler = TransactionPooler.start(database, stays)) {
            assertThatThrownBy(() -> reflux(pooler.url(), TransactionMode.NONE)
                            .upgrade("head")
                            .block(LIMIT))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("pools transactions");
        }

        assertThat(database.column("SELECT relname FROM pg_class WHERE relname = 't1_id'"))
                .isEmpty();
    }

    /** The state, the settings and the lock are a transaction each, then comes the state again. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void aProxyThatPoolsTransactionsIsRefusedWhereverItChangesTheSession(int stays, TestDatabase database)
            throws IOException {
        assumeThat(database.password()).isNull();
        revisions.chain(3);
        try (TransactionPooler pooler = TransactionPooler.start(database, stays)) {
            assertThatThrownBy(() -> reflux(pooler.url(), TransactionMode.REVISION)
                            .upgrade("head")
                            .block(LIMIT))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("pools transactions")
                    .hasMessageContaining("session mode");

            if (stays < 3) {
                assertThat(locks(database)).isEmpty();
                assertThat(tables(database)).isEmpty();
            }
        }
        assertThat(tables(database)).doesNotContain("t3");
    }

    /** Where all is one transaction, the proxy may change the session before the lock is given back, and never before that. */
    @ParameterizedTest
    @ValueSource(ints = {3, 4, 5, 6, 7, 8})
    void aLockThatAProxyKeepsFromBeingGivenBackIsNamed(int stays, TestDatabase database) throws IOException {
        assumeThat(database.password()).isNull();
        revisions.chain(3);
        try (TransactionPooler pooler = TransactionPooler.start(database, stays);
                LogLines lines = LogLines.of(MigrationLock.class)) {
            List<String> told = new ArrayList<>();
            try {
                reflux(pooler.url(), TransactionMode.RUN).upgrade("head").block(LIMIT);
            } catch (ConfigException refused) {
                told.add(refused.getMessage());
            }
            told.addAll(lines.warnings());

            assertThat(locks(database)).allSatisfy(pid -> assertThat(told).anySatisfy(line -> assertThat(line)
                    .contains("pools transactions", "pg_terminate_backend(" + pid + ")")));
        }
    }

    @Test
    void aProxyThatPoolsSessionsIsNoTrouble(TestDatabase database) throws IOException {
        assumeThat(database.password()).isNull();
        revisions.chain(3);
        try (TransactionPooler pooler = TransactionPooler.start(database, Integer.MAX_VALUE)) {
            assertThat(reflux(pooler.url(), TransactionMode.REVISION)
                            .upgrade("head")
                            .block(LIMIT)
                            .to())
                    .containsExactly("r3");
            assertThat(locks(database)).isEmpty();
        }
    }
}
