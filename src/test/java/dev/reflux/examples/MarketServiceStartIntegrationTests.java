package dev.reflux.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.reflux.error.ExitStatus;
import dev.reflux.testsupport.Eventually;
import dev.reflux.testsupport.OtherSession;
import dev.reflux.testsupport.PostgresServer;
import dev.reflux.testsupport.TestDatabase;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What can befall a service that migrates when it starts. */
@ExtendWith(PostgresServer.class)
class MarketServiceStartIntegrationTests {

    /** The one before an index of purchases is built concurrently. */
    private static final String BEFORE_THE_INDEX = "5b9d07e2c4f1";

    private static final String SECRET = "correct-horse-battery";
    private static final String INDEX = "CREATE INDEX CONCURRENTLY purchases_product_id_idx";

    @TempDir
    private Path folder;

    @Test
    void aServiceThatTheBuildHasProcessedMigratesAndServes(TestDatabase market) {
        try (RunningExample service =
                MarketService.on(market, folder).processed().start()) {
            service.await(MarketService.READINESS);
            Market.addNovel(market);
            assertThat(service.get("/products").body()).contains("A novel");
            assertThat(service.said()).contains("Starting AOT-processed MarketApplication");
        }
        Market.assertEachRevisionRanOnce(market);
    }

    @Test
    void theBuildMakesRevisionsReachableInANativeImage() throws IOException {
        String prefix = "META-INF/native-image/dev.reflux.examples/market-service/";
        try (JarFile jar = new JarFile(ExampleBuild.file(MarketService.JAR).toFile())) {
            assertThat(text(jar, prefix + "reachability-metadata.json")
                            .lines()
                            .map(line -> line.strip().replace("\\/", "/"))
                            .filter(line -> line.startsWith("\"glob\"")))
                    .contains("\"glob\": \"db/versions/*\"", "\"glob\": \"META-INF/services/dev.reflux.*\"");
            assertThat(text(jar, "BOOT-INF/classes/db/versions/reflux.index").lines())
                    .containsExactlyInAnyOrderElementsOf(Market.files());
        }
    }

    private static String text(JarFile jar, String entry) throws IOException {
        return new String(jar.getInputStream(jar.getJarEntry(entry)).readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void nobodyIsAnsweredBeforeTheMigrationIsDone(TestDatabase market) throws Exception {
        int port = freePort();
        OtherSession writer = writerOfPurchases(market);
        try (RunningExample service =
                waiting(market).with("server.port", Integer.toString(port)).start()) {
            awaitIndex(market);
            assertThatExceptionOfType(ConnectException.class)
                    .isThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close());
            assertThat(service.isAlive()).isTrue();

            writer.commit();
            service.await(MarketService.READINESS);
            assertThat(service.get(MarketService.READINESS).body()).contains("\"status\":\"UP\"");
        }
        Market.assertEachRevisionRanOnce(market);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Test
    void aServiceThatIsKilledWhileItMigratesComesUpTheNextTime(TestDatabase market) throws Exception {
        OtherSession writer = writerOfPurchases(market);
        try (RunningExample killed = waiting(market).start()) {
            awaitIndex(market);
            killed.kill();
        }
        writer.commit();
        try (RunningExample service = waiting(market).start()) {
            service.await(MarketService.READINESS);
            Market.addNovel(market);
            assertThat(service.get("/products").body()).contains("A novel");
        }
        Market.assertEachRevisionRanOnce(market);
        assertThat(market.value(
                        "SELECT indisvalid FROM pg_index WHERE indexrelid = 'purchases_product_id_idx'::regclass"))
                .isEqualTo("true");
    }

    @Test
    void aServiceThatIsStoppedWhileItMigratesCancelsWhatItBegan(TestDatabase market) throws Exception {
        writerOfPurchases(market);
        try (RunningExample stopped = waiting(market).start()) {
            awaitIndex(market);
            stopped.stop();
            assertThat(stopped.awaitEnd()).isEqualTo(ExitStatus.TERMINATED);
            assertThat(stopped.said()).contains("the migration is cancelled");
        }
        assertThat(market.sessions()).noneMatch(session -> session.query().startsWith(INDEX));
        assertThat(market.column("SELECT version_num FROM reflux_version")).containsExactly(BEFORE_THE_INDEX);
    }

    @Test
    void aJobMigratesAndEndsWithStatus0(TestDatabase market) throws Exception {
        try (RunningExample job = MarketService.on(market, folder)
                .processed()
                .with("reflux.exit-after-migration", "true")
                .start()) {
            assertThat(job.awaitEnd()).isEqualTo(ExitStatus.DONE);
            assertThat(job.said()).doesNotContain("Netty started");
        }
        Market.assertEachRevisionRanOnce(market);
    }

    /** Whoever builds the index waits for the end of its transaction. */
    private static OtherSession writerOfPurchases(TestDatabase market) {
        Market.migrate(market, BEFORE_THE_INDEX);
        return OtherSession.on(market).begin("LOCK TABLE purchases IN ROW EXCLUSIVE MODE");
    }

    private MarketService waiting(TestDatabase market) {
        return MarketService.on(market, folder).with("reflux.timeouts.lock", "0s");
    }

    private static void awaitIndex(TestDatabase market) {
        Eventually.holds(() -> assertThat(market.sessions())
                .anyMatch(session -> session.query().startsWith(INDEX)));
    }

    @Test
    void aBrokenRevisionEndsTheStart(TestDatabase market) throws Exception {
        Market.migrate(market, "head");
        Path broken = Files.writeString(
                folder.resolve("d00b1e5c0de5_drop_carts.sql"),
                "-- revision: d00b1e5c0de5\n-- down_revision: " + Market.HEAD
                        + "\n-- message: drop carts\n\n-- +upgrade\nDROP TABLE carts;\n");
        try (RunningExample service = MarketService.on(market, folder)
                .with("reflux.version-locations", "classpath:db/versions," + folder)
                .start()) {
            assertThat(service.awaitEnd()).isEqualTo(ExitStatus.FAILED);
            assertThat(service.said())
                    .contains(
                            "APPLICATION FAILED TO START",
                            "d00b1e5c0de5",
                            broken.getFileName() + ":6:1",
                            "DROP TABLE carts",
                            "42P01")
                    .doesNotContain("\tat ");
        }
        assertThat(market.column("SELECT version_num FROM reflux_version")).containsExactly(Market.HEAD);
    }

    @Test
    void aDatabaseThatCannotBeReachedEndsTheStartOfAServiceAndOfAJob() throws Exception {
        String nowhere = "r2dbc:postgresql://localhost:" + freePort() + "/market";
        MarketService secretive = MarketService.at(nowhere, "market", SECRET, folder);
        try (RunningExample service = secretive.start();
                RunningExample job =
                        secretive.with("reflux.exit-after-migration", "true").start()) {
            for (RunningExample each : List.of(service, job)) {
                assertThat(each.awaitEnd()).as(each::said).isEqualTo(ExitStatus.FAILED);
                assertThat(each.said())
                        .contains(
                                "APPLICATION FAILED TO START",
                                "Connection refused: localhost/",
                                "reflux.wait-for-database")
                        .doesNotContain(SECRET, "\tat ");
            }
        }
    }

    /** Processing ahead of time evaluates conditions when the service is built. */
    @Test
    void whereRefluxIsDisabledTheDatabaseIsLeftAloneEvenByAProcessedService(TestDatabase market) {
        MarketService disabled = MarketService.on(market, folder).with("reflux.enabled", "false");
        try (RunningExample usual = disabled.start();
                RunningExample processed = disabled.processed().start()) {
            usual.await(MarketService.READINESS);
            processed.await(MarketService.READINESS);
            assertThat(usual.get("/products").statusCode()).isEqualTo(500);
            assertThat(usual.get("/actuator/reflux").statusCode()).isEqualTo(404);
        }
        assertThat(market.column("SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"))
                .isEmpty();
    }
}
