package dev.reflux.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflux.cli.CliProject.Result;
import dev.reflux.testsupport.Eventually;
import dev.reflux.testsupport.Interrupts;
import dev.reflux.testsupport.PostgresServer;
import dev.reflux.testsupport.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A process that is asked to end in the middle of a long statement. */
@ExtendWith(PostgresServer.class)
class SignalsIntegrationTests {

    private static final Duration BOUND = Duration.ofSeconds(10);

    private static final Duration AT_ONCE = Duration.ofSeconds(2);

    @TempDir
    Path folder;

    private CliProject project;

    @BeforeEach
    void project(TestDatabase database) {
        project = CliProject.in(folder);
        project.configure("reflux:\n  script-location: db\n  url: '" + database.url() + "'\n  transaction: revision\n");
        project.revisions()
                .chain(1)
                .add("slow", "CREATE TABLE half (id integer);\nSELECT pg_sleep(60);", "DROP TABLE half;");
    }

    private Process startAndWaitForTheStatement(TestDatabase database, String... more) {
        String[] arguments = List.of("upgrade", "head", more.length == 0 ? "--no-color" : more[0])
                .toArray(String[]::new);
        Process process = project.start(Map.of(), arguments);
        Eventually.holds(() -> assertThat(database.sessions()).anySatisfy(session -> {
            assertThat(session.state()).isEqualTo("active");
            assertThat(session.query()).contains("pg_sleep");
        }));
        return process;
    }

    private static void signal(Process process, String name) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }

    private static void assertNothingIsLeft(TestDatabase database) {
        Eventually.holds(() -> assertThat(database.sessions()).isEmpty());
        assertThat(database.column("SELECT version_num FROM reflux_version")).containsExactly("r1");
        assertThat(database.column("SELECT relname FROM pg_class WHERE relname = 'half'"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143"})
    void rollsBackAndEndsWithTheStatusOfTheSignal(String name, int status, TestDatabase database) throws Exception {
        if (name.equals("INT")) {
            Interrupts.assumeHeard();
        }
        Process process = startAndWaitForTheStatement(database);
        long start = System.nanoTime();

        signal(process, name);
        Result result = project.finish(process);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(BOUND);
        assertThat(result.status()).isEqualTo(status);
        assertThat(result.err())
                .contains("SIG" + name + " received: rolling back.")
                .contains("error: The run was cancelled: SIG" + name + " was received.")
                .contains("Type: cancelled", "the database is now at r1", "upgrade  base -> r1");
        assertNothingIsLeft(database);
    }

    @Test
    void isADocumentInJsonToo(TestDatabase database) throws Exception {
        Process process = startAndWaitForTheStatement(database, "--output=json");

        signal(process, "TERM");
        Result result = project.finish(process);

        assertThat(result.status()).isEqualTo(143);
        assertThat(result.errorType()).isEqualTo("cancelled");
        assertThat(result.json().get("steps").get(0).get("revision").asString()).isEqualTo("r1");
        assertThat(result.json().get("heads").get(0).asString()).isEqualTo("r1");
        assertNothingIsLeft(database);
    }

    /** A statement that takes no notice of a cancellation would let the first signal wait for its bound. */
    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143"})
    void aSecondSignalEndsTheProcessAtOnceAndTheServerRollsBack(String name, int status, TestDatabase database)
            throws Exception {
        if (name.equals("INT")) {
            Interrupts.assumeHeard();
        }
        project.revisions()
                .text(
                        "slow.sql",
                        """
                        -- revision: slow
                        -- down_revision: r1

                        -- +upgrade
                        CREATE TABLE half (id integer);
                        DO $$ BEGIN LOOP
                          BEGIN PERFORM pg_sleep(60); EXCEPTION WHEN query_canceled THEN END;
                        END LOOP; END $$;
                        """);
        Process process = startAndWaitForTheStatement(database);

        signal(process, name);
        Eventually.holds(() -> assertThat(project.read("err.txt")).contains("SIG" + name + " received"));
        long start = System.nanoTime();
        signal(process, name);
        Result result = project.finish(process);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(AT_ONCE);
        assertThat(result.status()).isEqualTo(status);
        assertNothingIsLeft(database);
    }
}
