package dev.reflux.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflux.Reflux;
import dev.reflux.error.RefluxException;
import dev.reflux.testsupport.Eventually;
import dev.reflux.testsupport.LogLines;
import dev.reflux.testsupport.PostgresServer;
import dev.reflux.testsupport.RevisionFolder;
import dev.reflux.testsupport.TestDatabase;
import dev.reflux.testsupport.WireProxy;
import io.r2dbc.spi.Connection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Flux;

/** Whatever a crash makes of a statement that runs alone, the next run ends where an undisturbed one does. */
@ExtendWith(PostgresServer.class)
class LoneStatementsIntegrationTests {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private static final String TABLE =
            "CREATE TABLE t1 (id integer, name text); INSERT INTO t1 VALUES (1, 'a'), (2, 'b');";

    private static final String INDEXED = TABLE + " CREATE INDEX t1_name ON t1 (name);";

    private static final String PARTITIONED = "CREATE TABLE p (id integer) PARTITION BY RANGE (id);"
            + " CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (0) TO (10);";

    private static final String SAME_NAME_TWICE = "CREATE SCHEMA s; CREATE TABLE s.t1 (id integer);"
            + " CREATE INDEX ix ON s.t1 (id); CREATE TABLE public.t1 (id integer); CREATE INDEX ix ON public.t1 (id);";

    /**
     * A statement that runs alone.
     *
     * @param before statements of the revision before
     * @param setting a statement ahead of it in its revision
     * @param statement the statement; {@code @} stands for the name of the database
     * @param blocker what another session does in an open transaction, so that the statement stops half-way; null: it
     *     cannot stop there
     */
    private record Alone(String before, String setting, String statement, @Nullable String blocker) {

        @Override
        public String toString() {
            return statement;
        }
    }

    private static Alone of(String before, String statement, @Nullable String blocker) {
        return new Alone(before, "SELECT 1", statement, blocker);
    }

    static final List<Alone> ALL = List.of(
            of(TABLE, "CREATE INDEX CONCURRENTLY t1_id ON t1 (id)", "INSERT INTO t1 VALUES (3, 'c')"),
            of(
                    TABLE,
                    "CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS \"T1 é\" ON ONLY public.t1 USING btree"
                            + " (lower(name) text_pattern_ops DESC, (id + 1)) INCLUDE (id) WITH (fillfactor = 70)"
                            + " WHERE /* not */ name <> 'it''s'",
                    "INSERT INTO t1 VALUES (3, 'c')"),
            of(TABLE, "CREATE INDEX CONCURRENTLY ON t1 (name)", "INSERT INTO t1 VALUES (3, 'c')"),
            of(INDEXED, "CREATE INDEX CONCURRENTLY ON t1 (name)", "INSERT INTO t1 VALUES (3, 'c')"),
            new Alone(
                    "CREATE SCHEMA s; CREATE TABLE s.t1 (id integer); CREATE TABLE public.t1 (id integer);",
                    "SET search_path = s, public",
                    "CREATE INDEX CONCURRENTLY ix ON t1 (id)",
                    "INSERT INTO s.t1 VALUES (3)"),
            of(INDEXED, "DROP INDEX CONCURRENTLY t1_name", "SELECT count(*) FROM t1"),
            of(INDEXED, "DROP INDEX CONCURRENTLY IF EXISTS public.t1_name RESTRICT", "SELECT count(*) FROM t1"),
            new Alone(
                    SAME_NAME_TWICE,
                    "SET search_path = s, public",
                    "DROP INDEX CONCURRENTLY ix",
                    "SELECT count(*) FROM s.t1"),
            of(TABLE, "DROP INDEX CONCURRENTLY IF EXISTS nowhere", null),
            of(INDEXED, "REINDEX INDEX CONCURRENTLY t1_name", "INSERT INTO t1 VALUES (3, 'c')"),
            of(INDEXED, "REINDEX (CONCURRENTLY, VERBOSE) TABLE t1", "INSERT INTO t1 VALUES (3, 'c')"),
            of(INDEXED, "REINDEX SCHEMA CONCURRENTLY public", "INSERT INTO t1 VALUES (3, 'c')"),
            of(PARTITIONED, "ALTER TABLE p DETACH PARTITION p1 CONCURRENTLY", "SELECT count(*) FROM p"),
            of(TABLE, "VACUUM (ANALYZE) t1", null),
            of(TABLE, "CLUSTER", null),
            of(TABLE, "ALTER SYSTEM RESET jit", null),
            of(TABLE, "CREATE DATABASE @_more TEMPLATE template0", null),
            of(TABLE, "DROP DATABASE IF EXISTS @_gone", null),
            of(
                    "CREATE SUBSCRIPTION @_s CONNECTION 'dbname=nowhere' PUBLICATION p WITH (connect = false, slot_name = NONE);",
                    "DROP SUBSCRIPTION @_s",
                    null));

    static Stream<Alone> blockable() {
        return ALL.stream().filter(each -> each.blocker() != null);
    }

    /** All of them, or where that takes too long each third. */
    static Stream<Alone> crashed() {
        return every(Boolean.getBoolean("faults.full") ? 1 : 3);
    }

    static Stream<Alone> crashedOnTheWayDown() {
        return every(Boolean.getBoolean("faults.full") ? 1 : 6);
    }

    private static Stream<Alone> every(int nth) {
        return IntStream.range(0, ALL.size()).filter(i -> i % nth == 0).mapToObj(ALL::get);
    }

    @TempDir
    Path temporary;

    private void write(Alone each, TestDatabase database, boolean up) {
        String part = each.setting() + ";\n-- +autocommit\n" + each.statement()
                + ";\n-- +end\nCREATE TABLE last (id integer);";
        RevisionFolder revisions = RevisionFolder.in(temporary);
        String before = each.before().replace("@", database.name());
        if (up) {
            revisions.add("r1", before, "").add("r2", part.replace("@", database.name()), "");
        } else {
            revisions.add("r1", before, "").add("r2", "SELECT 1;", part.replace("@", database.name()));
        }
    }

    private Reflux reflux(String url) {
        return Reflux.builder().url(url).locations(temporary.toString()).build();
    }

    private CompletableFuture<MigrationReport> start(String url, boolean up) {
        Reflux reflux = reflux(url);
        return (up ? reflux.upgrade("head") : reflux.downgrade("r1")).toFuture();
    }

    /** Ready for the step under test. */
    private void prepare(TestDatabase database, Alone each, boolean up) {
        write(each, database, up);
        reflux(database.url()).upgrade(up ? "r1" : "r2").block(LIMIT);
    }

    private static List<String> databases(TestDatabase database) {
        return database.column("SELECT datname FROM pg_database WHERE datname LIKE '" + database.name() + "\\_%'");
    }

    /** The next run, with nothing done by hand before it, ends where an undisturbed run of another database does. */
    private void assertFinishedByTheNextRun(TestDatabase database, Alone each, boolean up, TestDatabase undisturbed)
            throws Exception {
        Eventually.holds(() -> assertThat(database.sessions()).isEmpty());
        write(each, database, up);
        assertThat(reflux(database.url()).current().block(LIMIT).unfinished()).hasSize(1);

        start(database.url(), up).get(LIMIT.toSeconds(), TimeUnit.SECONDS);

        database.fingerprint().assertSameAs(undisturbed.fingerprint());
        assertThat(databases(database)).hasSameSizeAs(databases(undisturbed));
        assertThat(database.column("SELECT outcome || coalesce(error, '') FROM reflux_history ORDER BY id"))
                .containsOnly("succeeded");
        database.execute("DROP DATABASE IF EXISTS " + database.name() + "_more");
    }

    private TestDatabase undisturbed(TestDatabase database, Alone each, boolean up) throws Exception {
        prepare(database, each, up);
        start(database.url(), up).get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        return database;
    }

    private static void assertLost(CompletableFuture<MigrationReport> run) throws Exception {
        try {
            run.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            assertThat(e.getCause()).isInstanceOfSatisfying(RefluxException.class, error -> assertThat(error.code())
                    .isEqualTo("connection_failed"));
            return;
        }
        throw new AssertionError("The run was not disturbed");
    }

    /** The connection dies before the statement arrives, or when its success is to be recorded. */
    private void crash(TestDatabase database, Alone each, boolean up, boolean after) throws Exception {
        prepare(database, each, up);
        String statement = each.statement().replace("@", database.name());
        WireProxy proxy = database.proxy();
        AtomicBoolean sent = new AtomicBoolean();
        proxy.whenSent(message -> {
            boolean here = statement.equals(message.text());
            if (after ? sent.get() : here) {
                proxy.closeAll();
            }
            sent.compareAndSet(false, here);
        });
        assertLost(start(database.url(proxy), up));
        assertThat(sent).isTrue();
    }

    private void assertCrashesLeaveNoTrace(TestDatabase database, Alone each, boolean up) throws Exception {
        TestDatabase undisturbed = undisturbed(database, each, up);
        for (boolean after : new boolean[] {false, true}) {
            TestDatabase crashed = database.another();
            crash(crashed, each, up, after);
            assertFinishedByTheNextRun(crashed, each, up, undisturbed);
        }
        database.execute("DROP DATABASE IF EXISTS " + database.name() + "_more");
    }

    @ParameterizedTest
    @MethodSource("crashed")
    void aCrashBeforeOrAfterTheStatementLeavesNoTrace(Alone each, TestDatabase database) throws Exception {
        assertCrashesLeaveNoTrace(database, each, true);
    }

    @ParameterizedTest
    @MethodSource("crashedOnTheWayDown")
    void aCrashBeforeOrAfterTheStatementOfADowngradeLeavesNoTrace(Alone each, TestDatabase database) throws Exception {
        assertCrashesLeaveNoTrace(database, each, false);
    }

    @ParameterizedTest
    @MethodSource("blockable")
    void aCrashWhileTheStatementRan(Alone each, TestDatabase database) throws Exception {
        TestDatabase undisturbed = undisturbed(database.another(), each, true);
        prepare(database, each, true);
        Connection blocker = database.connect();
        run(blocker, "BEGIN");
        run(blocker, String.valueOf(each.blocker()));

        CompletableFuture<MigrationReport> run = start(database.url(), true);
        awaitHalfDone(database);
        database.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
                + " AND wait_event_type = 'Lock'");

        assertLost(run);
        run(blocker, "ROLLBACK");
        Flux.from(blocker.close()).blockLast();
        assertFinishedByTheNextRun(database, each, true, undisturbed);
    }

    /** Nobody but a superuser may name what is in the schema of TOAST tables. */
    @Test
    void whatAnOrdinaryOwnerMayNotRemoveStopsNoRun(TestDatabase database) {
        String role = "owner_of_" + database.name();
        database.execute(
                "CREATE ROLE " + role + " LOGIN NOSUPERUSER PASSWORD 'secret'",
                "GRANT ALL ON SCHEMA public TO " + role);
        try {
            leaveHalfWay(database, role);

            try (LogLines lines = LogLines.of(LoneRunner.class)) {
                assertThat(owned(database, role).upgrade("head").block(LIMIT).to())
                        .containsExactly("r2");
                assertThat(lines.warnings())
                        .singleElement()
                        .asString()
                        .contains("DROP INDEX CONCURRENTLY IF EXISTS pg_toast.pg_toast_");
            }
            assertThat(database.column("SELECT i.relname FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid"
                            + " WHERE NOT x.indisvalid AND i.relnamespace = 'public'::regnamespace"))
                    .isEmpty();
        } finally {
            database.execute("DROP OWNED BY " + role, "DROP ROLE " + role);
        }
    }

    private Reflux owned(TestDatabase database, String role) {
        return Reflux.builder()
                .url("r2dbc:postgresql://" + database.host() + ":" + database.port() + "/" + database.name())
                .username(role)
                .password("secret")
                .locations(temporary.toString())
                .build();
    }

    private void leaveHalfWay(TestDatabase database, String role) {
        RevisionFolder.in(temporary)
                .add("r1", "CREATE TABLE t1 (id integer PRIMARY KEY, name text); INSERT INTO t1 VALUES (1, 'a');", "")
                .add("r2", "-- +autocommit\nREINDEX TABLE CONCURRENTLY t1;\n-- +end", "");
        owned(database, role).upgrade("r1").block(LIMIT);
        Connection blocker = database.connect();
        run(blocker, "BEGIN");
        run(blocker, "INSERT INTO t1 VALUES (2, 'b')");
        CompletableFuture<MigrationReport> run =
                owned(database, role).upgrade("head").toFuture();
        awaitHalfDone(database);
        database.execute("SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
                + " AND wait_event_type = 'Lock'");
        assertThat(run).failsWithin(LIMIT).withThrowableThat().havingCause().isInstanceOf(RefluxException.class);
        run(blocker, "ROLLBACK");
        Flux.from(blocker.close()).blockLast();
    }

    /** The run waits for the blocker after its first own commit. */
    private static void awaitHalfDone(TestDatabase database) {
        Eventually.holds(() -> assertThat(database.value("SELECT count(*) FROM pg_stat_activity WHERE datname ="
                        + " current_database() AND wait_event_type = 'Lock' AND application_name LIKE 'reflux %'"))
                .isEqualTo("1"));
        assertThat(database.value("SELECT (SELECT count(*) FROM pg_index WHERE NOT indisvalid)"
                        + " + (SELECT count(*) FROM pg_inherits WHERE inhdetachpending)"))
                .isNotEqualTo("0");
    }

    private static void run(Connection connection, String statement) {
        Flux.from(connection.createStatement(statement).execute())
                .concatMap(result -> result.getRowsUpdated())
                .blockLast();
    }
}
