package dev.reflux.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflux.config.TransactionMode;
import dev.reflux.testsupport.Dumpable;
import dev.reflux.testsupport.Eventually;
import dev.reflux.testsupport.PostgresServer;
import dev.reflux.testsupport.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} of the command line; databases are compared by {@code pg_dump} as well. */
@ExtendWith(PostgresServer.class)
class KilledProcessIntegrationTests {

    private static final Extent EXTENT = Extent.current();
    private static final int FEW = 2;
    private static final int AT_ONCE = 3;

    @TempDir
    private Path folder;

    private Path chain;

    @BeforeEach
    void writeChain() throws Exception {
        chain = Chain.in(Files.createDirectory(folder.resolve("chain")));
    }

    @Test
    void anUpgradeIsFinishedByTheNextRun(@Dumpable TestDatabase database) {
        survey(Course.up(database, TransactionMode.RUN, chain));
    }

    @Test
    void aDowngradeIsFinishedByTheNextRun(@Dumpable TestDatabase database) {
        survey(Course.down(database, TransactionMode.RUN, chain));
    }

    private void survey(Course course) {
        Survey survey = new Survey("kill -9, " + course, EXTENT);
        survey.atAll(EXTENT.of(course.points(), FEW), AT_ONCE, point -> killed(course, point));
        survey.finish();
        Course.assertNoThreadIsLeft();
    }

    private void killed(Course course, Point point) throws InterruptedException {
        try (TestDatabase database = course.before().copy();
                FencedWire wire = FencedWire.to(database.host(), database.port());
                CliProcess process =
                        CliProcess.start(course, Course.url(database, wire.stopAt(point, FencedWire.WAIT)), folder)) {
            int pid = wire.awaitStop();
            if (point.within()) {
                awaitWords(database, pid);
            }
            process.kill();
            // the server ends the session, though its client could not ask for it
            Course.assertNoSessionIsLeft(database);
            course.assertFinishedByTheNextRun(database);
        }
    }

    /** Until the server has come to what the wire put in place of the rest. */
    static void awaitWords(TestDatabase database, int pid) {
        Eventually.holds(() -> assertThat(database.column("SELECT wait_event FROM pg_stat_activity WHERE pid = " + pid))
                .containsExactly("PgSleep"));
    }
}
