package dev.reflux.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflux.error.ExitStatus;
import dev.reflux.testsupport.Eventually;
import dev.reflux.testsupport.OtherSession;
import dev.reflux.testsupport.PostgresServer;
import dev.reflux.testsupport.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The examples without Spring, started as their users would; all of them have the same revisions. */
@ExtendWith(PostgresServer.class)
class PlainExamplesIntegrationTests {

    private static final String JOB = "migrate-job";
    private static final String REACTOR_NETTY = "reactor-netty-service";
    private static final String MICRONAUT = "micronaut-service";

    private static final String HEAD = "8b04d2e61c5a";
    private static final String PRODUCTS = "Field recordings 9.00\nIcon set 24.50\n";

    @TempDir
    private Path folder;

    private RunningExample start(String example, TestDatabase shop) {
        String url = "r2dbc:postgresql://" + shop.host() + ":" + shop.port() + "/" + shop.name();
        return start(example, url, shop.username(), shop.password());
    }

    private RunningExample start(String example, String url, String username, @Nullable String password) {
        Path jar = ExampleBuild.file("examples/" + example + "/target/" + example + ".jar");
        Map<String, String> environment = Map.of(
                "PORT",
                "0",
                "DATABASE_URL",
                url,
                "DATABASE_USERNAME",
                username,
                "DATABASE_PASSWORD",
                password == null ? "" : password);
        return RunningExample.start(jar, folder, environment, RunningExample.QUICK_START, List.of());
    }

    @Test
    void twoJobsAtOnceMigrateOnceAndBothSucceed(TestDatabase shop) throws InterruptedException {
        try (RunningExample one = start(JOB, shop);
                RunningExample other = start(JOB, shop)) {
            assertThat(one.awaitEnd()).as(one::said).isEqualTo(ExitStatus.DONE);
            assertThat(other.awaitEnd()).as(other::said).isEqualTo(ExitStatus.DONE);
            assertThat(one.said() + other.said()).contains("Upgraded from [] to [" + HEAD + "]", "Nothing to do");
        }
        assertEachRevisionRanOnce(shop);
    }

    @Test
    void servicesStartedAtOnceOnAnEmptyDatabaseServeWhatTheMigrationMade(TestDatabase shop) {
        try (RunningExample netty = start(REACTOR_NETTY, shop);
                RunningExample micronaut = start(MICRONAUT, shop)) {
            for (RunningExample service : List.of(netty, micronaut)) {
                assertThat(service.await("/products").get("/products").body()).isEqualTo(PRODUCTS);
                assertThat(service.said()).contains("The database is at [" + HEAD + "]");
            }
        }
        assertEachRevisionRanOnce(shop);
    }

    private static void assertEachRevisionRanOnce(TestDatabase shop) {
        assertThat(shop.column("SELECT revision FROM reflux_history ORDER BY id"))
                .containsExactly("3f1c9a7d20be", HEAD);
    }

    @Test
    void withoutADatabaseAllOfThemSaySoAndFail() throws InterruptedException {
        String nowhere = "r2dbc:postgresql://localhost:1/shop";
        try (RunningExample job = start(JOB, nowhere, "shop", "hidden");
                RunningExample netty = start(REACTOR_NETTY, nowhere, "shop", "hidden");
                RunningExample micronaut = start(MICRONAUT, nowhere, "shop", "hidden")) {
            for (RunningExample each : List.of(job, netty, micronaut)) {
                assertThat(each.awaitEnd()).as(each::said).isEqualTo(ExitStatus.FAILED);
                assertThat(each.said()).contains("Cannot connect").doesNotContain("hidden");
            }
        }
    }

    @Test
    void aJobThatIsStoppedRollsBackAndGivesTheLockBack(TestDatabase shop) throws InterruptedException {
        shop.execute("CREATE TABLE reflux_version (version_num varchar(64) PRIMARY KEY)");
        OtherSession writer = OtherSession.on(shop).begin("LOCK TABLE reflux_version IN EXCLUSIVE MODE");
        try (RunningExample job = start(JOB, shop)) {
            Eventually.holds(() -> assertThat(
                            shop.value(
                                    "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'reflux_version'::regclass"))
                    .isEqualTo("1"));
            job.stop();
            assertThat(job.awaitEnd()).as(job::said).isEqualTo(ExitStatus.TERMINATED);
            assertThat(job.said()).contains("cancelled: The run was cancelled: the job is stopping.");
        }
        writer.rollBack();
        assertThat(shop.column("SELECT relname FROM pg_class WHERE relname = 'product'"))
                .isEmpty();
        assertThat(shop.value("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'"
                        + " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"))
                .isEqualTo("0");
    }
}
