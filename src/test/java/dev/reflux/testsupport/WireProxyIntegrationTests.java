package dev.reflux.testsupport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.Unpooled;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.Result;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

@ExtendWith(PostgresServer.class)
class WireProxyIntegrationTests {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private TestDatabase database;
    private WireProxy proxy;
    private Connection connection;

    @BeforeEach
    void connectThroughAProxy(TestDatabase fresh) {
        database = fresh;
        proxy = fresh.proxy();
        connection = fresh.connect(proxy);
    }

    @Test
    void unboundTextIsOneQuery() {
        proxy.forget();

        new BlockingSql(connection).execute("SELECT 1; SELECT 2");

        assertThat(proxy.queries()).containsExactly("SELECT 1; SELECT 2");
        assertThat(proxy.count(FrontendMessage.QUERY)).isOne();
        assertThat(proxy.requests()).isOne();
    }

    @Test
    void boundTextIsParsedBoundAndExecuted() {
        proxy.forget();

        Flux.from(connection.createStatement("SELECT $1::int").bind("$1", 1).execute())
                .concatMap(result -> result.map(row -> row.get(0)))
                .blockLast();

        assertThat(proxy.queries()).containsExactly("SELECT $1::int");
        assertThat(proxy.count(FrontendMessage.PARSE)).isOne();
        assertThat(proxy.count(FrontendMessage.BIND)).isOne();
        assertThat(proxy.count(FrontendMessage.EXECUTE)).isOne();
        assertThat(proxy.requests()).isOne();
        assertThat(proxy.sent())
                .allSatisfy(sent -> assertThat(sent.connection()).isOne());
    }

    @Test
    void sessionsAreCountedFromTheirStartToTheirEnd() {
        Connection second = database.connect(proxy);
        assertThat(proxy.sessionsOpened()).isEqualTo(2);
        assertThat(proxy.sessionsLive()).isEqualTo(2);

        Mono.from(connection.close()).block();
        Mono.from(second.close()).block();

        await(() -> proxy.sessionsLive() == 0 && proxy.connectionsLive() == 0);
        assertThat(proxy.peakSessions()).isEqualTo(2);
        assertThat(proxy.connectionsOpened()).isEqualTo(2);
        assertThat(proxy.count(FrontendMessage.TERMINATE)).isEqualTo(2);
    }

    @Test
    void aCancelRequestIsAConnectionButNoSession() {
        Mono<Void> sleep = Flux.from(
                        connection.createStatement("SELECT pg_sleep(60)").execute())
                .concatMap(Result::getRowsUpdated)
                .then();
        Mono<Void> cancel = Mono.defer(() -> ((PostgresqlConnection) connection).cancelRequest())
                .delaySubscription(Duration.ofMillis(200));

        assertThatThrownBy(() -> Mono.when(sleep, cancel).block(PATIENCE))
                .isInstanceOfSatisfying(
                        R2dbcException.class, e -> assertThat(e.getSqlState()).isEqualTo("57014"));

        assertThat(proxy.count(FrontendMessage.CANCEL_REQUEST)).isOne();
        assertThat(proxy.connectionsOpened()).isEqualTo(2);
        assertThat(proxy.sessionsOpened()).isOne();
    }

    @Test
    void copyDataIsCountedAndNotKept() {
        new BlockingSql(connection).execute("CREATE TABLE a (id int)");
        proxy.forget();

        byte[] row = "1\n".getBytes(StandardCharsets.UTF_8);
        ((PostgresqlConnection) connection)
                .copyIn("COPY a FROM STDIN", Flux.just(Unpooled.wrappedBuffer(row)))
                .block(PATIENCE);

        assertThat(proxy.count(FrontendMessage.COPY_DATA)).isOne();
        assertThat(proxy.count(FrontendMessage.COPY_DONE)).isOne();
        assertThat(proxy.sent()).extracting(WireProxy.Sent::type).doesNotContain(FrontendMessage.COPY_DATA);
    }

    @Test
    void aCutNetworkClosesNothingAndCanBeMended() {
        proxy.stopForwarding();
        Mono<String> answer = Flux.from(
                        connection.createStatement("SELECT 'late'").execute())
                .concatMap(result -> result.map(row -> row.get(0, String.class)))
                .single()
                .cache();

        assertThatThrownBy(() -> answer.block(Duration.ofMillis(300))).hasMessageContaining("Timeout");
        assertThat(proxy.connectionsLive()).isOne();
        assertThat(database.sessions()).hasSize(1);

        proxy.resumeForwarding();
        assertThat(answer.block(PATIENCE)).isEqualTo("late");
    }

    @Test
    void theServerDoesNotLearnThatTheClientHasGoneWhileTheNetworkIsCut() throws InterruptedException {
        proxy.stopForwarding();
        Mono.from(connection.close()).block(PATIENCE);

        TimeUnit.MILLISECONDS.sleep(300);
        assertThat(database.sessions()).hasSize(1);

        proxy.resumeForwarding();
        await(() -> database.sessions().isEmpty());
    }

    @Test
    void closingAllEndsBothSidesAndLetsNewConnectionsIn() {
        proxy.closeAll();

        assertThatThrownBy(() -> new BlockingSql(connection).execute("SELECT 1"))
                .isInstanceOf(R2dbcException.class);
        await(() -> database.sessions().isEmpty());
        assertThat(new BlockingSql(database.connect(proxy)).value("SELECT 1")).isEqualTo("1");
    }

    @Test
    void whatTheServerSaysBeforeItHangsUpArrives() {
        Mono<Void> sleep = Flux.from(
                        connection.createStatement("SELECT pg_sleep(60)").execute())
                .concatMap(Result::getRowsUpdated)
                .then();
        Mono<Void> kill = Mono.<Void>fromRunnable(
                        () -> database.execute("SELECT pg_terminate_backend(%d)".formatted(onlySession())))
                .delaySubscription(Duration.ofMillis(200), Schedulers.boundedElastic());

        assertThatThrownBy(() -> Mono.when(sleep, kill).block(PATIENCE))
                .isInstanceOfSatisfying(
                        R2dbcException.class, e -> assertThat(e.getSqlState()).isEqualTo("57P01"));
    }

    @Test
    void latencyDelaysARoundTripTwiceAndDoesNotAddUpInAPipeline() {
        proxy.latency(Duration.ofMillis(100));

        assertThat(elapsed(() -> new BlockingSql(connection).execute("SELECT 1")))
                .isBetween(Duration.ofMillis(200), Duration.ofSeconds(1));
        assertThat(elapsed(() -> Flux.range(0, 20)
                        .flatMap(i -> connection.createStatement("SELECT " + i).execute(), 20)
                        .concatMap(Result::getRowsUpdated)
                        .blockLast(PATIENCE)))
                .isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void aServerThatIsNotThereHangsUp() {
        try (WireProxy nowhere = WireProxy.start("127.0.0.1", 1)) {
            assertThatThrownBy(() -> database.connect(nowhere)).isInstanceOf(R2dbcException.class);
            await(() -> nowhere.connectionsLive() == 0);
        }
    }

    @Test
    void aClosedProxyTakesNoConnections() {
        proxy.close();

        assertThatThrownBy(() -> database.connect(proxy)).isInstanceOf(R2dbcException.class);
    }

    private int onlySession() {
        List<TestDatabase.Session> sessions = database.sessions();
        assertThat(sessions).hasSize(1);
        return sessions.get(0).pid();
    }

    private static Duration elapsed(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static void await(BooleanSupplier condition) {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).isBefore(deadline);
            LockSupport.parkNanos(10_000_000);
        }
    }
}
