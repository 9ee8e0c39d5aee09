package dev.reflux.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.reflux.config.RefluxConfig;
import dev.reflux.config.Timeouts;
import dev.reflux.error.ConnectionFailedException;
import dev.reflux.testsupport.Eventually;
import dev.reflux.testsupport.LogLines;
import dev.reflux.testsupport.OtherSession;
import dev.reflux.testsupport.PostgresServer;
import dev.reflux.testsupport.TestDatabase;
import dev.reflux.testsupport.WireProxy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.core.publisher.Mono;

/** A database that is not there yet is waited for, and one that will never be there is not. */
@ExtendWith(PostgresServer.class)
class WaitForDatabaseIntegrationTests {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final LogLines logged = LogLines.informedBy(DatabaseWait.class);

    @AfterEach
    void stopListening() {
        logged.close();
    }

    private static RefluxConfig config(String url, Duration patience) {
        return RefluxConfig.builder().url(url).waitForDatabase(patience).build();
    }

    private static int connect(RefluxConfig config) {
        AsyncEngine engine = AsyncEngine.fromConfig(config);
        return Mono.usingWhen(
                        engine.connect(),
                        connection -> connection.runSync(
                                sql -> sql.query("SELECT 1 AS one").size()),
                        AsyncConnection::close)
                .block(LIMIT);
    }

    private static ConnectionFailedException failure(RefluxConfig config) {
        return catchThrowableOfType(ConnectionFailedException.class, () -> connect(config));
    }

    private static Duration timed(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }

    @Test
    void aServerThatComesUpLateIsReached(TestDatabase database) throws IOException {
        int port = freePort();
        String url = database.url().replace(":" + database.port() + "/", ":" + port + "/");
        CompletableFuture<Integer> rows = CompletableFuture.supplyAsync(() -> connect(config(url, LIMIT)));
        Eventually.holds(() -> assertThat(logged.all()).isNotEmpty());
        assertThat(rows).isNotDone();
        try (WireProxy late = WireProxy.startAt(port, database.host(), database.port())) {
            assertThat(rows).succeedsWithin(LIMIT).isEqualTo(1);
            assertThat(late.sessionsOpened()).isEqualTo(1);
        }
        assertThat(logged.all())
                .singleElement()
                .asString()
                .startsWith("Waiting for the database, for ")
                .contains("Connection refused");
    }

    @Test
    void aServerThatIsStartingUpIsTriedAgain() throws IOException {
        try (ServerSocket starting = new ServerSocket(0)) {
            serve(starting, caller -> {
                caller.getInputStream().read(new byte[1024]);
                caller.getOutputStream().write(startingUp());
            });
            String url = "r2dbc:postgresql://someone@127.0.0.1:" + starting.getLocalPort() + "/market";
            assertThat(failure(config(url, Duration.ofSeconds(1))).sqlState()).isEqualTo("57P03");
        }
        assertThat(logged.all().get(0)).contains("the database system is starting up");
    }

    /** An ErrorResponse of the protocol. */
    private static byte[] startingUp() {
        byte[] fields =
                "SFATAL\0VFATAL\0C57P03\0Mthe database system is starting up\0\0".getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(5 + fields.length)
                .put((byte) 'E')
                .putInt(4 + fields.length)
                .put(fields)
                .array();
    }

    /** What a server does with a caller before it hangs up. */
    private interface Answer {
        void to(Socket caller) throws IOException;
    }

    private static void serve(ServerSocket socket, Answer answer) {
        Thread thread = new Thread(() -> {
            while (!socket.isClosed()) {
                try (Socket caller = socket.accept()) {
                    answer.to(caller);
                } catch (IOException e) {
                    if (!socket.isClosed()) {
                        throw new UncheckedIOException(e);
                    }
                }
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @Test
    void aDatabaseThatIsCreatedLateIsReached(TestDatabase database) {
        String name = database.name() + "_late";
        RefluxConfig patient = config(database.url().replace(database.name(), name), LIMIT);
        CompletableFuture<Integer> rows = CompletableFuture.supplyAsync(() -> connect(patient));
        Eventually.holds(() -> assertThat(logged.all()).isNotEmpty());
        OtherSession.on(database).execute("CREATE DATABASE " + name);
        try {
            assertThat(rows).succeedsWithin(LIMIT).isEqualTo(1);
        } finally {
            OtherSession.on(database).execute("DROP DATABASE " + name + " WITH (FORCE)");
        }
        assertThat(logged.all().get(0)).contains("does not exist [SQLSTATE 3D000]");
    }

    @Test
    void theWaitEndsInTimeEvenIfEachTryHangs() throws IOException {
        try (ServerSocket silent = new ServerSocket(0)) {
            String url = "r2dbc:postgresql://someone@127.0.0.1:" + silent.getLocalPort() + "/market";
            RefluxConfig config = config(url, Duration.ofSeconds(1)).toBuilder()
                    .timeouts(new Timeouts(Duration.ZERO, Duration.ZERO, Duration.ZERO))
                    .build();
            Duration took = timed(() -> assertThat(failure(config)).hasMessageContaining("no answer"));
            assertThat(took).isBetween(Duration.ofMillis(900), Duration.ofSeconds(5));
        }
    }

    @Test
    void aRefusedConnectionIsTriedUntilTheTimeIsUp() throws IOException {
        String url = "r2dbc:postgresql://someone@127.0.0.1:" + freePort() + "/market";
        Duration took = timed(() ->
                assertThat(failure(config(url, Duration.ofSeconds(1)))).hasMessageContaining("Connection refused"));
        assertThat(took).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(8));
        assertThat(logged.all()).hasSize(1);
    }

    @Test
    void aHostWhoseNameNobodyKnowsYetIsTriedAgain() {
        String url = "r2dbc:postgresql://someone@database.invalid/market";
        assertThat(failure(config(url, Duration.ofMillis(500)))).hasMessageContaining("database.invalid");
        assertThat(logged.all()).hasSize(1);
    }

    @Test
    void aServerThatIsFullIsTriedAgain(TestDatabase database) {
        OtherSession administrator = OtherSession.on(database);
        administrator.execute("CREATE ROLE late_guest LOGIN CONNECTION LIMIT 0");
        try {
            String url =
                    "r2dbc:postgresql://late_guest@" + database.host() + ":" + database.port() + "/" + database.name();
            CompletableFuture<Integer> rows = CompletableFuture.supplyAsync(() -> connect(config(url, LIMIT)));
            Eventually.holds(() -> assertThat(logged.all()).isNotEmpty());
            assertThat(logged.all().get(0)).contains("[SQLSTATE 53300]");
            administrator.execute("ALTER ROLE late_guest CONNECTION LIMIT 5");
            assertThat(rows).succeedsWithin(LIMIT).isEqualTo(1);
        } finally {
            administrator.execute("DROP ROLE late_guest");
        }
    }

    @Test
    void aRoleThatTheServerDoesNotKnowFailsAtOnce(TestDatabase database) {
        String url =
                "r2dbc:postgresql://nobody_at_all@" + database.host() + ":" + database.port() + "/" + database.name();
        assertThat(failure(config(url, LIMIT)).sqlState()).startsWith("28");
        assertThat(logged.all()).isEmpty();
    }

    @Test
    void aCancelledWaitEndsAtOnce() throws IOException {
        String url = "r2dbc:postgresql://someone@127.0.0.1:" + freePort() + "/market";
        Duration took = timed(() -> assertThatThrownBy(() -> AsyncEngine.fromConfig(config(url, Duration.ofHours(1)))
                        .connect()
                        .block(Duration.ofMillis(500)))
                .isInstanceOf(IllegalStateException.class));
        assertThat(took).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void aProxyThatHangsUpIsTriedAgain() throws IOException {
        AtomicInteger calls = new AtomicInteger();
        try (ServerSocket proxy = new ServerSocket(0)) {
            serve(proxy, caller -> calls.incrementAndGet());
            String url = "r2dbc:postgresql://someone@127.0.0.1:" + proxy.getLocalPort() + "/market?sslMode=disable";
            assertThat(failure(config(url, Duration.ofSeconds(1)))).isNotNull();
        }
        assertThat(calls.get()).isGreaterThan(2);
    }
}
