package dev.reflux.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reflux.config.PoolConfig;
import dev.reflux.config.RefluxConfig;
import dev.reflux.config.Timeouts;
import dev.reflux.error.CancelledException;
import dev.reflux.error.ConnectionFailedException;
import dev.reflux.error.DatabaseException;
import dev.reflux.error.UsageException;
import dev.reflux.testsupport.Eventually;
import dev.reflux.testsupport.PostgresServer;
import dev.reflux.testsupport.TestDatabase;
import dev.reflux.testsupport.WireProxy;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactory;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

@ExtendWith(PostgresServer.class)
class AsyncEngineIntegrationTests {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String SLEEP = "SELECT pg_sleep(60)";

    private static RefluxConfig config(TestDatabase database) {
        return RefluxConfig.builder().url(database.url()).build();
    }

    private static <T> Mono<T> runOn(AsyncEngine engine, Function<SyncConnection, T> step) {
        return Mono.usingWhen(engine.connect(), connection -> connection.runSync(step), AsyncConnection::close);
    }

    private static <T> Mono<T> run(TestDatabase database, Function<SyncConnection, T> step) {
        return Mono.usingWhen(
                Mono.fromSupplier(() -> AsyncEngine.fromConfig(config(database))),
                engine -> runOn(engine, step),
                AsyncEngine::dispose);
    }

    private static DatabaseException.Failure failure(Throwable error) {
        assertThat(error).isInstanceOf(DatabaseException.class);
        return ((DatabaseException) error).failure();
    }

    private static void awaitRunning(TestDatabase database, String query) {
        Eventually.holds(() -> assertThat(database.sessions())
                .anyMatch(session ->
                        session.query().equals(query) && session.state().equals("active")));
    }

    private static void assertNoSession(TestDatabase database) {
        Eventually.holds(() -> assertThat(database.sessions()).isEmpty());
    }

    @Test
    void completesWithTheResultOfTheStepAndLeavesNoSession(TestDatabase database) {
        StepVerifier.create(run(database, connection -> connection.query("SELECT 41 + 1 AS answer")))
                .assertNext(rows ->
                        assertThat(rows.get(0).require("answer", Integer.class)).isEqualTo(42))
                .expectComplete()
                .verify(LIMIT);
        assertNoSession(database);
    }

    @Test
    void completesEmptyForAStepThatGivesNull(TestDatabase database) {
        StepVerifier.create(run(database, connection -> null)).expectComplete().verify(LIMIT);
    }

    @Test
    void signalsWhatTheStepThrowsAndLeavesNoSession(TestDatabase database) {
        IllegalStateException thrown = new IllegalStateException("mine");
        StepVerifier.create(run(database, connection -> {
                    throw thrown;
                }))
                .expectErrorSatisfies(error -> assertThat(error).isSameAs(thrown))
                .verify(LIMIT);
        assertNoSession(database);
    }

    @Test
    void opensNothingBeforeSubscriptionAndOneConnectionEachTime(TestDatabase database) {
        WireProxy proxy = database.proxy();
        RefluxConfig config = RefluxConfig.builder().url(database.url(proxy)).build();
        Mono<Long> run = Mono.usingWhen(
                Mono.fromSupplier(() -> AsyncEngine.fromConfig(config)),
                engine -> runOn(engine, connection -> connection.execute("SELECT 1")),
                AsyncEngine::dispose);
        assertThat(proxy.connectionsOpened()).isZero();
        run.block(LIMIT);
        run.block(LIMIT);
        assertThat(proxy.sessionsOpened()).isEqualTo(2);
        assertThat(proxy.peakSessions()).isEqualTo(1);
    }

    @Test
    void runsOneStepInTheLifeOfAConnection(TestDatabase database) {
        AsyncEngine engine = AsyncEngine.fromConfig(config(database));
        Mono<Long> twice = Mono.usingWhen(
                engine.connect(),
                connection -> connection
                        .runSync(sync -> sync.execute("SELECT 1"))
                        .then(connection.runSync(sync -> sync.execute("SELECT 1"))),
                AsyncConnection::close);
        StepVerifier.create(twice).expectError(UsageException.class).verify(LIMIT);
    }

    @Test
    void cancellingTheSubscriptionEndsTheStatementOnTheServer(TestDatabase database) {
        AtomicReference<Throwable> seen = new AtomicReference<>();
        CountDownLatch ended = new CountDownLatch(1);
        Disposable subscription = run(database, connection -> {
                    try {
                        return connection.execute(SLEEP);
                    } catch (RuntimeException e) {
                        seen.set(e);
                        throw e;
                    } finally {
                        ended.countDown();
                    }
                })
                .subscribe();
        awaitRunning(database, SLEEP);
        subscription.dispose();
        assertNoSession(database);
        Eventually.holds(() -> assertThat(ended.getCount()).isZero());
        assertThat(seen.get()).isInstanceOf(CancelledException.class).hasCauseInstanceOf(DatabaseException.class);
    }

    @Test
    void runningOutOfTimeEndsTheStatementOnTheServer(TestDatabase database) {
        StepVerifier.create(
                        run(database, connection -> connection.execute(SLEEP)).timeout(Duration.ofMillis(700)))
                .expectError(java.util.concurrent.TimeoutException.class)
                .verify(LIMIT);
        assertNoSession(database);
    }

    @Test
    void interruptingTheBridgeThreadEndsTheStatementAndTheStepCanStillCleanUp(TestDatabase database) {
        AtomicReference<Thread> bridge = new AtomicReference<>();
        Mono<Long> step = run(database, connection -> {
            bridge.set(Thread.currentThread());
            connection.execute("CREATE TABLE kept (id integer)");
            connection.execute(List.of("BEGIN", "CREATE TABLE lost (id integer)"));
            try {
                return connection.execute(SLEEP);
            } finally {
                connection.cleanUp(List.of("ROLLBACK"));
                connection.cleanUp(List.of("INSERT INTO kept VALUES (1)"));
            }
        });
        StepVerifier.create(step)
                .then(() -> {
                    awaitRunning(database, SLEEP);
                    bridge.get().interrupt();
                })
                .expectError(CancelledException.class)
                .verify(LIMIT);
        assertThat(database.value("SELECT count(*) FROM kept")).isEqualTo("1");
        assertThat(database.column("SELECT relname FROM pg_class WHERE relname = 'lost'"))
                .isEmpty();
        assertNoSession(database);
    }

    @Test
    void afterACancellationNoFurtherStatementRuns(TestDatabase database) {
        AtomicReference<AsyncConnection> held = new AtomicReference<>();
        AsyncEngine engine = AsyncEngine.fromConfig(config(database));
        Mono<Long> step = Mono.usingWhen(
                engine.connect().doOnNext(held::set),
                connection -> connection.runSync(sync -> {
                    held.get().cancel("Enough.");
                    return sync.execute("CREATE TABLE never (id integer)");
                }),
                AsyncConnection::close);
        StepVerifier.create(step)
                .expectErrorSatisfies(error ->
                        assertThat(error).isInstanceOf(CancelledException.class).hasMessage("Enough."))
                .verify(LIMIT);
        assertThat(database.column("SELECT relname FROM pg_class WHERE relname = 'never'"))
                .isEmpty();
    }

    @Test
    void refusesAnEventLoopThreadAtOnce(TestDatabase database) {
        Mono<Long> misuse = run(database, connection -> Mono.fromCallable(() -> connection.execute("SELECT 1"))
                .subscribeOn(Schedulers.parallel())
                .toFuture()
                .join());
        StepVerifier.create(misuse)
                .expectErrorSatisfies(error -> assertThat(error)
                        .hasRootCauseInstanceOf(UsageException.class)
                        .rootCause()
                        .hasMessageContaining("event-loop thread")
                        .hasMessageContaining("runSync"))
                .verify(LIMIT);
    }

    @Test
    void refusesAnyOtherThreadAndTheTimeAfterTheStep(TestDatabase database) {
        SyncConnection escaped = run(database, connection -> connection).block(LIMIT);
        assertThatThrownBy(() -> escaped.execute("SELECT 1"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("serves only the thread");
    }

    @Test
    void aLostConnectionIsAConnectionFailure(TestDatabase database) {
        StepVerifier.create(run(database, connection -> {
                    String pid = String.valueOf(connection
                            .query("SELECT pg_backend_pid() AS pid")
                            .get(0)
                            .get("pid", Integer.class));
                    database.execute("SELECT pg_terminate_backend(" + pid + ")");
                    return connection.execute("SELECT 1");
                }))
                .expectErrorSatisfies(error -> assertThat(error)
                        .isInstanceOf(ConnectionFailedException.class)
                        .hasMessageStartingWith("The connection was lost"))
                .verify(LIMIT);
        assertNoSession(database);
    }

    @Test
    void aServerThatFallsSilentDoesNotHoldTheCallerForEver(TestDatabase database) {
        WireProxy proxy = database.proxy();
        RefluxConfig config = RefluxConfig.builder().url(database.url(proxy)).build();
        AsyncEngine engine = AsyncEngine.fromConfig(config);
        AtomicReference<AsyncConnection> held = new AtomicReference<>();
        Mono<Long> step = Mono.usingWhen(
                engine.connect().doOnNext(held::set),
                connection -> connection.runSync(sync -> {
                    proxy.stopForwarding();
                    Mono.delay(Duration.ofMillis(300))
                            .subscribe(tick -> held.get().cancel("Silence."));
                    try {
                        return sync.execute("SELECT 1");
                    } finally {
                        for (String each : List.of("ROLLBACK", "RESET ALL", "SELECT pg_advisory_unlock_all()")) {
                            assertThatThrownBy(() -> sync.cleanUp(List.of(each)))
                                    .isInstanceOf(ConnectionFailedException.class);
                        }
                    }
                }),
                AsyncConnection::close);
        StepVerifier.create(step)
                .expectErrorSatisfies(error -> assertThat(error).hasMessageContaining("Silence."))
                .verify(Duration.ofSeconds(14));
    }

    /** Timer and seconds left of the established socket that leads to a port, as Linux tells them; 02 is keep-alive. */
    private static List<String> timers(int port) {
        Pattern row =
                Pattern.compile("^ *\\d+: \\S+ \\S+:" + String.format("%04X", port) + " 01 \\S+ (\\S+):(\\S+) .*");
        return Stream.of("/proc/net/tcp", "/proc/net/tcp6")
                .map(Path::of)
                .filter(Files::exists)
                .flatMap(file -> rows(file).stream())
                .map(row::matcher)
                .filter(Matcher::matches)
                .map(found -> found.group(1) + ' ' + Long.parseLong(found.group(2), 16) / 100)
                .toList();
    }

    private static List<String> rows(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> timers(WireProxy proxy, RefluxConfig config) {
        AsyncEngine engine = AsyncEngine.fromConfig(config);
        return Mono.usingWhen(
                        Mono.just(engine),
                        it -> runOn(it, connection -> {
                            connection.execute("SELECT 1");
                            return timers(proxy.port());
                        }),
                        AsyncEngine::dispose)
                .block(LIMIT);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aSilentConnectionIsKeptAlive(TestDatabase database) {
        WireProxy proxy = database.proxy();
        RefluxConfig config = RefluxConfig.builder().url(database.url(proxy)).build();

        assertThat(timers(proxy, config)).singleElement().satisfies(timer -> {
            assertThat(timer).startsWith("02 ");
            assertThat(Integer.parseInt(timer.substring(3))).isBetween(20, 30);
        });
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aConnectionIsNotKeptAliveAgainstOnesWill(TestDatabase database) {
        WireProxy proxy = database.proxy();
        RefluxConfig config = RefluxConfig.builder()
                .url(database.url(proxy))
                .options(Map.of("tcpKeepAlive", "false"))
                .build();

        assertThat(timers(proxy, config)).containsExactly("00 0");
    }

    @Test
    void aServerThatKeepsSilentIsHungUpOn() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            RefluxConfig config = RefluxConfig.builder()
                    .url("r2dbc:postgresql://u@127.0.0.1:" + silent.getLocalPort() + "/d")
                    .timeouts(new Timeouts(Duration.ofMillis(500), Duration.ZERO, Duration.ZERO))
                    .build();
            AsyncEngine engine = AsyncEngine.fromConfig(config);

            StepVerifier.create(runOn(engine, connection -> 1)
                            .onErrorResume(e -> engine.dispose().then(Mono.error(e))))
                    .verifyError(ConnectionFailedException.class);

            try (Socket client = silent.accept()) {
                client.setSoTimeout(Math.toIntExact(LIMIT.toMillis()));
                assertThat(client.getInputStream().readAllBytes())
                        .as("what it said before it hung up")
                        .isNotEmpty();
            }
        }
    }

    @Test
    void namesTheStatementAmongSeveralAndItsPosition(TestDatabase database) {
        StepVerifier.create(run(
                        database,
                        connection ->
                                connection.execute(List.of("SELECT 1 -- one", "SELECT 'äöü😀', nope", "SELECT 3"))))
                .expectErrorSatisfies(error -> {
                    DatabaseException.Failure failure = failure(error);
                    assertThat(failure.sqlState()).isEqualTo("42703");
                    assertThat(failure.index()).isEqualTo(1);
                    assertThat(failure.statement()).isEqualTo("SELECT 'äöü😀', nope");
                    assertThat(failure.position()).isEqualTo(16);
                })
                .verify(LIMIT);
    }

    @Test
    void namesTheStatementOfARuntimeErrorWithoutAPosition(TestDatabase database) {
        StepVerifier.create(run(
                        database, connection -> connection.execute(List.of("SELECT 1", "SELECT 1 / 0", "SELECT 3"))))
                .expectErrorSatisfies(error -> {
                    DatabaseException.Failure failure = failure(error);
                    assertThat(failure.sqlState()).isEqualTo("22012");
                    assertThat(failure.index()).isEqualTo(1);
                    assertThat(failure.position()).isNull();
                })
                .verify(LIMIT);
    }

    @Test
    void copiesRowsFromAReader(TestDatabase database) {
        String rows = "1\tgrün\n".repeat(20_000) + "2\t😀\n";
        Mono<Long> copied = run(database, connection -> {
            connection.execute("CREATE TABLE word (id integer, text text)");
            return connection.copyIn("COPY word FROM stdin", new StringReader(rows));
        });
        assertThat(copied.block(LIMIT)).isEqualTo(20_001);
        assertThat(database.value("SELECT text FROM word WHERE id = 2")).isEqualTo("😀");
    }

    @Test
    void aBadRowOfACopyIsADatabaseErrorAndTheConnectionGoesOn(TestDatabase database) {
        Mono<String> step = run(database, connection -> {
            connection.execute("CREATE TABLE word (id integer)");
            assertThatThrownBy(() -> connection.copyIn("COPY word FROM stdin", new StringReader("1\nx\n")))
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageContaining("22P02")
                    .hasMessageContaining("line 2");
            return String.valueOf(
                    connection.query("SELECT count(*) AS n FROM word").get(0).get("n", Long.class));
        });
        assertThat(step.block(LIMIT)).isEqualTo("0");
    }

    @Test
    void goesThroughAPoolWhereOneIsConfiguredAndDisposesOfIt(TestDatabase database) {
        RefluxConfig config =
                config(database).toBuilder().pool(PoolConfig.ofMaxSize(2)).build();
        AsyncEngine engine = AsyncEngine.fromConfig(config);
        assertThat(runOn(engine, connection -> connection.execute("SELECT 1")).block(LIMIT))
                .isEqualTo(1);
        assertThat(database.sessions()).hasSize(1);
        engine.dispose().then(engine.dispose()).block(LIMIT);
        assertNoSession(database);
    }

    @Test
    void connectsBesideAPoolOfTheApplicationAndLeavesThePoolAlone(TestDatabase database) {
        ConnectionPool pool =
                new ConnectionPool(ConnectionPoolConfiguration.builder(ConnectionFactories.get(database.options()))
                        .maxSize(1)
                        .build());
        try {
            AsyncEngine engine = AsyncEngine.over(pool, RefluxConfig.defaults());
            runOn(engine, connection -> {
                        assertThat(pool.getMetrics().orElseThrow().acquiredSize())
                                .isZero();
                        return connection.execute("SELECT 1");
                    })
                    .block(LIMIT);
            engine.dispose().block(LIMIT);
            assertThat(pool.isDisposed()).isFalse();
            assertNoSession(database);
        } finally {
            pool.disposeLater().block(LIMIT);
        }
    }

    @Test
    void usesAnyOtherConnectionFactoryOfTheApplicationAsItIs(TestDatabase database) {
        ConnectionFactory factory = ConnectionFactories.get(database.options());
        AsyncEngine engine = AsyncEngine.over(factory, RefluxConfig.defaults());
        assertThat(runOn(engine, connection -> connection.execute("SELECT 1")).block(LIMIT))
                .isEqualTo(1);
        engine.dispose().block(LIMIT);
        assertNoSession(database);
    }

    @Test
    void theAddressThatAnApplicationsFactoryKeepsIsTold() {
        ConnectionFactory nowhere = ConnectionFactories.get("r2dbc:postgresql://shop@localhost:1/shop");
        AsyncEngine engine = AsyncEngine.over(nowhere, RefluxConfig.defaults());

        StepVerifier.create(engine.connect())
                .expectErrorSatisfies(error -> assertThat(error)
                        .isInstanceOf(ConnectionFailedException.class)
                        .hasMessageContaining("Cannot connect to the application's PostgreSQL database: Connection"
                                + " refused: localhost/")
                        .hasMessageContaining(":1. "))
                .verify();
    }

    @Test
    void waitsForADatabaseThatIsNotThereYet(TestDatabase database) {
        WireProxy proxy = database.proxy();
        String url = database.url(proxy);
        proxy.close();
        RefluxConfig impatient = RefluxConfig.builder().url(url).build();
        StepVerifier.create(AsyncEngine.fromConfig(impatient).connect())
                .expectError(ConnectionFailedException.class)
                .verify(LIMIT);
        long start = System.nanoTime();
        RefluxConfig patient =
                impatient.toBuilder().waitForDatabase(Duration.ofSeconds(1)).build();
        StepVerifier.create(AsyncEngine.fromConfig(patient).connect())
                .expectError(ConnectionFailedException.class)
                .verify(LIMIT);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofSeconds(1));
    }

    @Test
    void codeThatMayWaitIsNotBegunAfterACancellation(TestDatabase database) {
        AsyncEngine engine = AsyncEngine.fromConfig(config(database));
        Mono<Boolean> begun = Mono.usingWhen(
                engine.connect(),
                connection -> connection.runSync(sync -> {
                    connection.cancel("Enough.");
                    AtomicReference<Boolean> run = new AtomicReference<>(false);
                    assertThatThrownBy(() -> sync.runInterruptibly(() -> run.set(true)))
                            .isInstanceOf(CancelledException.class)
                            .hasMessage("Enough.");
                    return run.get();
                }),
                AsyncConnection::close);

        StepVerifier.create(begun).expectNext(false).expectComplete().verify(LIMIT);
        engine.dispose().block(LIMIT);
    }

    @Test
    void codeThatMayWaitIsInterruptedByACancellationAndItsCleanUpIsNot(TestDatabase database) {
        AsyncEngine engine = AsyncEngine.fromConfig(config(database));
        Mono<Boolean> interrupted = Mono.usingWhen(
                engine.connect(),
                connection -> connection.runSync(sync -> {
                    Mono.delay(Duration.ofMillis(100)).subscribe(tick -> connection.cancel("Enough."));
                    assertThatThrownBy(() -> sync.runInterruptibly(() -> {
                                try {
                                    Thread.sleep(LIMIT.toMillis());
                                } catch (InterruptedException e) {
                                    Thread.currentThread().interrupt();
                                    throw new IllegalStateException(e);
                                }
                            }))
                            .isInstanceOf(CancelledException.class)
                            .hasMessage("Enough.")
                            .hasCauseInstanceOf(IllegalStateException.class);
                    sync.cleanUp(List.of("SELECT 1"));
                    return Thread.currentThread().isInterrupted();
                }),
                AsyncConnection::close);

        StepVerifier.create(interrupted).expectNext(false).expectComplete().verify(LIMIT);
        engine.dispose().block(LIMIT);
    }

    @Test
    void aRefusedStatementNamesItsCaller(TestDatabase database) {
        StepVerifier.create(run(database, connection -> connection.execute("SELECT 1/0")))
                .expectErrorSatisfies(error -> assertThat(error.getStackTrace()).anyMatch(frame -> frame.getClassName()
                        .equals(getClass().getName())))
                .verify(LIMIT);
    }
}
