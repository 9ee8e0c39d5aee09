package dev.reflux.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflux.Reflux;
import dev.reflux.config.TransactionMode;
import dev.reflux.runtime.MigrationReport;
import dev.reflux.testsupport.PostgresServer;
import dev.reflux.testsupport.RevisionFolder;
import dev.reflux.testsupport.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Many that start at once on an empty database: each revision runs once, and all end well. */
@ExtendWith(PostgresServer.class)
class TogetherIntegrationTests {

    private static final Extent EXTENT = Extent.current();
    private static final int ROUNDS = 20;

    private static final int REVISIONS = 100;
    private static final int CONCURRENT_INDEX = 40;
    private static final int PROCESSES = 8;
    private static final int RUNNERS = 50;
    private static final int KILLED = 3;
    private static final int KILL_STATUS = 128 + 9;
    private static final int LONGEST_WORK_MS = 100;
    private static final int POLL_MS = 10;
    private static final String HOLDER = "SELECT pid::text FROM pg_locks WHERE locktype = 'advisory' AND granted"
            + " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    private Path folder;

    private Path files;

    @BeforeEach
    void writeRevisions() throws Exception {
        files = Files.createDirectory(folder.resolve("versions"));
        RevisionFolder revisions = RevisionFolder.in(files);
        for (int i = 1; i <= REVISIONS; i++) {
            String index = i == CONCURRENT_INDEX
                    ? "\n-- +autocommit\nCREATE INDEX CONCURRENTLY ix_t1 ON t1 (id);\n-- +end"
                    : "";
            revisions.add(
                    "r" + i, "CREATE TABLE t" + i + " AS SELECT " + i + " AS id;" + index, "DROP TABLE t" + i + ";");
        }
    }

    @Test
    void eightProcesses(TestDatabase database) {
        rounds("8 processes at once", database, (round, empty) -> {
            List<CliProcess> processes = start(Collections.nCopies(PROCESSES, empty.url()), round);
            try {
                for (CliProcess process : processes) {
                    assertThat(process.await()).as(process.said()).isZero();
                }
            } finally {
                processes.forEach(CliProcess::close);
            }
            assertNothingFailed(empty);
        });
    }

    /** Each has the migration lock when it is killed. */
    @Test
    void eightProcessesOfWhichSomeAreKilled(TestDatabase database) {
        rounds("8 processes at once, 3 of them killed at work", database, (round, empty) -> {
            Random random = new Random(round);
            List<FencedWire> wires = Stream.generate(() -> FencedWire.to(empty.host(), empty.port()))
                    .limit(PROCESSES)
                    .toList();
            List<CliProcess> processes =
                    start(wires.stream().map(wire -> Course.url(empty, wire)).toList(), round);
            try {
                for (int i = 0; i < KILLED; i++) {
                    CliProcess atWork = awaitHolder(empty, wires, processes);
                    TimeUnit.MILLISECONDS.sleep(random.nextInt(LONGEST_WORK_MS));
                    atWork.kill();
                }
                List<Integer> statuses = new ArrayList<>();
                for (CliProcess process : processes) {
                    statuses.add(process.await());
                }
                assertThat(statuses).containsOnly(0, KILL_STATUS);
                assertThat(statuses).filteredOn(status -> status == KILL_STATUS).hasSize(KILLED);
            } finally {
                processes.forEach(CliProcess::close);
                wires.forEach(FencedWire::close);
            }
        });
    }

    /** Whose session has the migration lock, which the server takes back from the dead. */
    private static CliProcess awaitHolder(TestDatabase database, List<FencedWire> wires, List<CliProcess> processes)
            throws InterruptedException {
        while (processes.stream().anyMatch(each -> each.process().isAlive())) {
            List<Integer> pids =
                    database.column(HOLDER).stream().map(Integer::valueOf).toList();
            for (int i = 0; i < PROCESSES; i++) {
                if (wires.get(i).pids().stream().anyMatch(pids::contains)) {
                    return processes.get(i);
                }
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MS);
        }
        throw new AssertionError("All have ended before another one could be killed at work");
    }

    @Test
    void fiftyRunnersOfOneProcess(TestDatabase database) {
        rounds("50 runners in one process at once", database, (round, empty) -> {
            List<MigrationReport> reports = Flux.range(0, RUNNERS)
                    .flatMap(i -> upgrade(empty, round), RUNNERS)
                    .collectList()
                    .block(PATIENCE);
            assertThat(reports).hasSize(RUNNERS);
            assertThat(reports.stream()
                            .mapToInt(report -> report.steps().size())
                            .sum())
                    .isEqualTo(REVISIONS);
            assertNothingFailed(empty);
        });
    }

    private interface Round {
        void run(int round, TestDatabase empty) throws Exception;
    }

    private static void rounds(String fault, TestDatabase database, Round round) {
        Survey survey = new Survey(fault, EXTENT);
        for (int i = 1; i <= EXTENT.of(ROUNDS, 1); i++) {
            int number = i;
            survey.at("round " + i, name -> {
                try (TestDatabase empty = database.copy()) {
                    round.run(number, empty);
                    assertEachOnce(empty);
                }
            });
        }
        survey.finish();
        Course.assertNoThreadIsLeft();
    }

    private static TransactionMode mode(int round) {
        return round % 2 == 0 ? TransactionMode.REVISION : TransactionMode.RUN;
    }

    private List<CliProcess> start(List<String> urls, int round) {
        List<CliProcess> processes = new ArrayList<>();
        String mode = "transaction: " + mode(round).name().toLowerCase(Locale.ROOT);
        for (String url : urls) {
            processes.add(CliProcess.start(url, files, mode, folder, "upgrade", "head"));
        }
        return processes;
    }

    private Mono<MigrationReport> upgrade(TestDatabase database, int round) {
        return Reflux.builder()
                .url(database.url())
                .locations(files.toString())
                .configure(values -> values.transaction(mode(round)))
                .build()
                .upgrade("head");
    }

    private static void assertEachOnce(TestDatabase database) {
        assertThat(database.column("SELECT version_num FROM reflux_version")).containsExactly("r" + REVISIONS);
        assertThat(database.column("SELECT revision FROM reflux_history WHERE outcome = 'succeeded'"))
                .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, REVISIONS)
                        .mapToObj(i -> "r" + i)
                        .toList());
        assertThat(database.column("SELECT relname FROM pg_class WHERE relname ~ '^t[0-9]+$'"))
                .hasSize(REVISIONS);
        assertThat(database.column("SELECT indisvalid FROM pg_index WHERE indexrelid = 'ix_t1'::regclass"))
                .containsExactly("true");
        Course.assertNoSessionIsLeft(database);
    }

    private static void assertNothingFailed(TestDatabase database) {
        assertThat(database.column("SELECT revision FROM reflux_history WHERE outcome <> 'succeeded'"))
                .isEmpty();
    }
}
