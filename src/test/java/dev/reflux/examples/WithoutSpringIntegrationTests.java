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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The services on plain Reactor Netty and Micronaut, and the job; all of them have the same revisions. */
@ExtendWith(PostgresServer.class)
class WithoutSpringIntegrationTests {

    private static final String HEAD = "8b04d2e61c5a";
    private static final String PASSWORD = "correct-horse-battery";

    @TempDir
    private Path folder;

    private RunningExample start(String example, String url, TestDatabase shop) {
        Path jar = ExampleBuild.file("examples/" + example + "/target/" + example + ".jar");
        Map<String, String> environment = Map.of(
                "PORT",
                example.startsWith("micronaut") ? "-1" : "0", // Micronaut's way of saying any
                "DATABASE_URL",
                url,
                "DATABASE_USERNAME",
                shop.username(),
                "DATABASE_PASSWORD",
                shop.password() == null ? PASSWORD : shop.password());
        return RunningExample.start(jar, folder, environment, List.of("-XX:TieredStopAtLevel=1"), List.of());
    }

    private RunningExample start(String example, TestDatabase shop) {
        return start(example, "r2dbc:postgresql://" + shop.host() + ":" + shop.port() + "/" + shop.name(), shop);
    }

    @Test
    void servicesStartedAtOnceOnAnEmptyDatabaseBothServe(TestDatabase shop) throws Exception {
        try (RunningExample netty = start("reactor-netty-service", shop);
                RunningExample micronaut = start("micronaut-service", shop)) {
            assertThat(netty.await("/products").get("/products").body()).contains("Icon set");
            assertThat(micronaut.await("/products").get("/products").body()).contains("Icon set");
        }
        assertThat(shop.column("SELECT revision FROM reflux_history ORDER BY id"))
                .containsExactly("3f1c9a7d20be", HEAD);

        try (RunningExample job = start("migrate-job", shop)) {
            assertThat(job.awaitEnd()).isZero();
            assertThat(job.said()).contains("Nothing to do: already at [" + HEAD + "]");
        }
    }

    @Test
    void theJobMigratesAndEnds(TestDatabase shop) throws Exception {
        try (RunningExample job = start("migrate-job", shop)) {
            assertThat(job.awaitEnd()).isZero();
            assertThat(job.said()).contains("Upgraded from [] to [" + HEAD + "]");
        }
        assertThat(shop.column("SELECT version_num FROM reflux_version")).containsExactly(HEAD);
    }

    @Test
    void aJobThatIsStoppedRollsBackAndGivesTheLockBack(TestDatabase shop) throws Exception {
        shop.execute("CREATE TABLE reflux_version (version_num varchar(64) PRIMARY KEY)");
        OtherSession writer = OtherSession.on(shop).begin("LOCK TABLE reflux_version IN EXCLUSIVE MODE");
        try (RunningExample job = start("migrate-job", shop)) {
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

    @Test
    void withoutADatabaseTheyEndWithAFailure(TestDatabase shop) throws Exception {
        String nowhere = "r2dbc:postgresql://localhost:1/shop";
        try (RunningExample job = start("migrate-job", nowhere, shop);
                RunningExample netty = start("reactor-netty-service", nowhere, shop);
                RunningExample micronaut = start("micronaut-service", nowhere, shop)) {
            for (RunningExample each : List.of(job, netty, micronaut)) {
                assertThat(each.awaitEnd()).isEqualTo(1);
                assertThat(each.said()).contains("Connection refused").doesNotContain(PASSWORD);
            }
        }
    }
}
