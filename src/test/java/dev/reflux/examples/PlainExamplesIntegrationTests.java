package dev.reflux.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflux.error.ExitStatus;
import dev.reflux.testsupport.Eventually;
import dev.reflux.testsupport.OtherSession;
import dev.reflux.testsupport.PostgresServer;
import dev.reflux.testsupport.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The examples without Spring, started as their users would. */
@ExtendWith(PostgresServer.class)
class PlainExamplesIntegrationTests {

    private static final String HEAD = "8b04d2e61c5a";
    private static final String PRODUCTS = "Field recordings 9.00\nIcon set 24.50\n";

    @TempDir
    private Path folder;

    @Test
    void twoJobsAtOnceMigrateOnceAndBothSucceed(TestDatabase shop) throws InterruptedException {
        try (ExampleProcess one = ExampleProcess.start("migrate-job", shop, folder);
                ExampleProcess other = ExampleProcess.start("migrate-job", shop, folder)) {
            assertThat(one.awaitEnd()).as(one::said).isEqualTo(ExitStatus.DONE);
            assertThat(other.awaitEnd()).as(other::said).isEqualTo(ExitStatus.DONE);
            assertThat(one.said() + other.said()).contains("Upgraded from [] to [" + HEAD + "]", "Nothing to do");
        }
        assertThat(shop.column("SELECT revision FROM reflux_history"))
                .hasSize(2)
                .doesNotHaveDuplicates();
    }

    @Test
    void aJobThatCannotConnectSaysSoAndFails() throws InterruptedException {
        try (ExampleProcess job =
                ExampleProcess.start("migrate-job", "r2dbc:postgresql://localhost:1/shop", "shop", "hidden", folder)) {
            assertThat(job.awaitEnd()).isEqualTo(ExitStatus.FAILED);
            assertThat(job.said()).contains("connection_failed: Cannot connect").doesNotContain("hidden");
        }
    }

    @Test
    void aJobThatIsStoppedRollsBackAndGivesTheLockBack(TestDatabase shop) throws InterruptedException {
        shop.execute("CREATE TABLE reflux_version (version_num varchar(64) PRIMARY KEY)");
        OtherSession writer = OtherSession.on(shop).begin("LOCK TABLE reflux_version IN EXCLUSIVE MODE");
        try (ExampleProcess job = ExampleProcess.start("migrate-job", shop, folder)) {
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
    void reactorNettyServesWhatTheMigrationMade(TestDatabase shop) throws IOException, InterruptedException {
        try (ExampleProcess service = ExampleProcess.start("reactor-netty-service", shop, folder)) {
            assertThat(service.get(Pattern.compile("Listening on port (\\d+)"), "/products"))
                    .isEqualTo(PRODUCTS);
            assertThat(service.said()).contains("The database is at [" + HEAD + "]");
        }
    }

    @Test
    void micronautServesWhatTheMigrationMade(TestDatabase shop) throws IOException, InterruptedException {
        try (ExampleProcess service = ExampleProcess.start("micronaut-service", shop, folder)) {
            assertThat(service.get(Pattern.compile("Server Running: http://\\S+:(\\d+)"), "/products"))
                    .isEqualTo(PRODUCTS);
            assertThat(service.said()).contains("The database is at [" + HEAD + "]");
        }
    }
}
