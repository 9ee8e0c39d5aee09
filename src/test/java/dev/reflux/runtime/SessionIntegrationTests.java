package dev.reflux.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reflux.Reflux;
import dev.reflux.config.PoolConfig;
import dev.reflux.config.TransactionMode;
import dev.reflux.error.CancelledException;
import dev.reflux.error.UsageException;
import dev.reflux.testsupport.Eventually;
import dev.reflux.testsupport.FrontendMessage;
import dev.reflux.testsupport.PostgresServer;
import dev.reflux.testsupport.RevisionFolder;
import dev.reflux.testsupport.TestDatabase;
import dev.reflux.testsupport.WireProxy;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

/** What a run does to sessions: how many it opens, what it sends, what it leaves. */
@ExtendWith(PostgresServer.class)
class SessionIntegrationTests {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir
    Path temporary;

    private RevisionFolder revisions;

    @BeforeEach
    void folder() {
        revisions = RevisionFolder.in(temporary);
    }

    private Reflux reflux(String url) {
        return Reflux.builder().url(url).locations(revisions.location()).build();
    }

    private static void assertNoSession(TestDatabase database) {
        Eventually.holds(() -> assertThat(database.sessions()).isEmpty());
    }

    @Test
    void aRunOpensExactlyOneConnectionAndLeavesNone(TestDatabase database) {
        revisions.chain(5);
        WireProxy proxy = database.proxy();
        reflux(database.url(proxy)).upgrade("head").block(LIMIT);
        assertThat(proxy.connectionsOpened()).isEqualTo(1);
        assertNoSession(database);
    }

    @Test
    void aFailedRunOpensExactlyOneConnectionAndLeavesNone(TestDatabase database) {
        revisions.chain(2).add("r3", "SELECT 1 / 0;", "");
        WireProxy proxy = database.proxy();
        assertThatThrownBy(() -> reflux(database.url(proxy)).upgrade("head").block(LIMIT))
                .hasMessageContaining("division by zero");
        assertThat(proxy.connectionsOpened()).isEqualTo(1);
        assertNoSession(database);
    }

    @Test
    void aCancelledRunLeavesNoConnectionAndNoTrace(TestDatabase database) {
        revisions.chain(2).add("r3", "SELECT pg_sleep(60);", "");
        WireProxy proxy = database.proxy();
        Disposable run = reflux(database.url(proxy)).upgrade("head").subscribe();
        awaitSleep(database);
        run.dispose();
        assertNoSession(database);
        assertThat(proxy.peakSessions()).isEqualTo(1);
        assertThat(database.column("SELECT relname FROM pg_class WHERE relname ~ '^t[0-9]'"))
                .isEmpty();
        assertThat(database.column("SELECT version_num FROM reflux_version")).isEmpty();
    }

    /** A pool that is not disposed of keeps its idle connection. */
    @ParameterizedTest
    @ValueSource(strings = {"SELECT 1", "SELECT 1 / 0", "SELECT pg_sleep(60)"})
    void theEngineIsDisposedOfAfterSuccessFailureAndCancellation(String statement, TestDatabase database) {
        revisions.chain(1).add("r2", statement + ";", "");
        Disposable run = Reflux.builder()
                .url(database.url())
                .locations(revisions.location())
                .configure(values -> values.pool(PoolConfig.ofMaxSize(3)))
                .build()
                .upgrade("head")
                .subscribe(report -> {}, error -> {});
        if (statement.contains("sleep")) {
            awaitSleep(database);
            run.dispose();
        }
        Eventually.holds(() -> assertThat(run.isDisposed()).isTrue());
        assertNoSession(database);
    }

    @Test
    void aCancelSignalEndsTheRunWithAnErrorAfterTheCleanUp(TestDatabase database) {
        revisions.chain(1).add("r2", "SELECT pg_sleep(60);", "");
        Sinks.One<String> signal = Sinks.one();
        Reflux reflux = Reflux.builder()
                .url(database.url())
                .locations(revisions.location())
                .cancelWhen(signal.asMono())
                .build();
        StepVerifier.create(reflux.upgrade("head"))
                .then(() -> {
                    awaitSleep(database);
                    signal.tryEmitValue("SIGTERM").orThrow();
                })
                .expectErrorSatisfies(error ->
                        assertThat(error).isInstanceOf(CancelledException.class).hasMessageContaining("SIGTERM"))
                .verify(LIMIT);
        assertNoSession(database);
        assertThat(database.column("SELECT concat_ws(' ', revision, outcome) FROM reflux_history"))
                .containsExactly("r2 failed");
    }

    private static void awaitSleep(TestDatabase database) {
        Eventually.holds(() -> assertThat(database.sessions())
                .anyMatch(session ->
                        session.query().contains("pg_sleep") && session.state().equals("active")));
    }

    @Test
    void aNoOpCostsOneMessageBeyondConnectingAndWritesNothing(TestDatabase database) {
        revisions.chain(3);
        reflux(database.url()).upgrade("head").block(LIMIT);

        WireProxy bare = database.proxy();
        Mono.usingWhen(
                        ConnectionFactories.get(database.url(bare)).create(),
                        connection -> Mono.empty(),
                        Connection::close)
                .block(LIMIT);
        WireProxy proxy = database.proxy();
        String before = written(database);
        MigrationReport report = reflux(database.url(proxy)).upgrade("head").block(LIMIT);

        assertThat(report.steps()).isEmpty();
        assertThat(proxy.requests()).isEqualTo(bare.requests() + 1);
        assertThat(proxy.count(FrontendMessage.QUERY)).isEqualTo(bare.count(FrontendMessage.QUERY) + 1);
        assertThat(written(database)).isEqualTo(before);
    }

    @Test
    void aNoOpOnADatabaseWithoutOurTablesWritesNothingEither(TestDatabase database) {
        MigrationReport report = reflux(database.url()).upgrade("heads").block(LIMIT);
        assertThat(report.steps()).isEmpty();
        assertThat(database.column("SELECT relname FROM pg_class WHERE relname LIKE 'reflux%'"))
                .isEmpty();
    }

    /** The next transaction id, and the rows that were ever written to our tables. */
    private static String written(TestDatabase database) {
        return database.value("SELECT concat_ws(' ', (SELECT string_agg(ctid::text || xmin, ',') FROM reflux_version),"
                + " (SELECT string_agg(ctid::text || xmin, ',' ORDER BY id) FROM reflux_history),"
                + " (SELECT last_value FROM pg_sequences WHERE sequencename = 'reflux_history_id_seq'))");
    }

    @ParameterizedTest
    @EnumSource(TransactionMode.class)
    void whatARevisionSetsDoesNotReachTheNext(TransactionMode mode, TestDatabase database) {
        String role = "reflux_" + database.name();
        database.execute("CREATE SCHEMA elsewhere");
        revisions.add(
                "r1",
                "CREATE ROLE " + role + ";\nGRANT USAGE, CREATE ON SCHEMA elsewhere TO " + role + ";\n"
                        + "SELECT pg_catalog.set_config('search_path', '', false);\nSET lock_timeout = '1s';\n"
                        + "SET statement_timeout = '90s';\nSET standard_conforming_strings = on;\n"
                        + "SET client_min_messages = warning;\nSET ROLE " + role + ";\n",
                "");
        revisions.add(
                "r2",
                "CREATE TABLE seen AS SELECT current_user::text AS who, current_setting('search_path') AS path,"
                        + " current_setting('lock_timeout') AS locks, current_setting('statement_timeout') AS statements,"
                        + " current_setting('application_name') AS application;",
                "");
        try {
            Reflux.builder()
                    .url(database.url())
                    .locations(revisions.location())
                    .configure(values -> values.transaction(mode))
                    .build()
                    .upgrade("head")
                    .block(LIMIT);
            assertThat(database.value("SELECT concat_ws('|', who, path, locks, statements) FROM seen"))
                    .isEqualTo(database.username() + "|\"$user\", public|0|0");
            assertThat(database.value("SELECT application FROM seen")).startsWith("reflux ");
            assertThat(database.column("SELECT version_num FROM public.reflux_version"))
                    .containsExactly("r2");
        } finally {
            database.execute("DROP OWNED BY " + role + "; DROP ROLE " + role);
        }
    }

    @Test
    void aConnectionOfTheApplicationGoesBackAsItWasFound(TestDatabase database) {
        revisions.add("r1", "SET search_path = ''; SET ROLE pg_monitor;", "");
        Connection connection = database.connect();
        Mono.from(connection
                        .createStatement("SET search_path = pg_catalog; SET lock_timeout = '7s'")
                        .execute())
                .block(LIMIT);
        ConnectionFactory borrowed = new BorrowedConnection(connection);
        Reflux.builder()
                .connectionFactory(borrowed)
                .locations(revisions.location())
                .configure(values -> values.versionTableSchema("public"))
                .build()
                .upgrade("head")
                .block(LIMIT);
        String found = Flux.from(connection
                        .createStatement("SELECT concat_ws('|', current_setting('search_path'),"
                                + " current_setting('lock_timeout'), current_user, current_setting('application_name'),"
                                + " (SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'"
                                + " AND pid = pg_backend_pid()))")
                        .execute())
                .flatMap(result -> result.map((row, metadata) -> row.get(0, String.class)))
                .blockLast(LIMIT);
        assertThat(found).isEqualTo("pg_catalog|7s|" + database.username() + "|r2dbc-postgresql|0");
    }

    @Test
    void aConnectionInsideATransactionOfTheApplicationIsRefused(TestDatabase database) {
        revisions.chain(1);
        Connection connection = database.connect();
        Mono.from(connection.beginTransaction()).block(LIMIT);
        assertThatThrownBy(() -> Reflux.builder()
                        .connectionFactory(new BorrowedConnection(connection))
                        .locations(revisions.location())
                        .build()
                        .upgrade("head")
                        .block(LIMIT))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("inside a transaction");
        assertThat(connection.isAutoCommit()).isFalse();
    }

    @Test
    void eightRunsAtOnceApplyEachRevisionOnceAndAllEndWell(TestDatabase database) {
        revisions.chain(10).add("r11", "-- +autocommit\nCREATE INDEX CONCURRENTLY t1_again ON t1 (id);\n-- +end", "");
        Reflux reflux = reflux(database.url());
        List<MigrationReport> reports = Flux.fromStream(IntStream.range(0, 8).boxed())
                .flatMap(i -> reflux.upgrade("head").subscribeOn(Schedulers.parallel()), 8)
                .collectList()
                .block(LIMIT);
        assertThat(reports).hasSize(8).allMatch(report -> report.to().equals(List.of("r11")));
        assertThat(reports.stream().mapToInt(report -> report.steps().size()).sum())
                .isEqualTo(11);
        assertThat(database.value("SELECT count(*) FROM reflux_history")).isEqualTo("11");
        assertNoSession(database);
    }
}
