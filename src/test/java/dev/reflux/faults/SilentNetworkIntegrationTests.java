package dev.reflux.faults;

import dev.reflux.config.TransactionMode;
import dev.reflux.runtime.MigrationReport;
import dev.reflux.testsupport.PostgresServer;
import dev.reflux.testsupport.TestDatabase;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A network that stops carrying anything, and tells nobody. */
@ExtendWith(PostgresServer.class)
class SilentNetworkIntegrationTests {

    private static final Extent EXTENT = Extent.current();
    private static final int FEW = 1;

    /** Each waits for most of its time. */
    private static final int AT_ONCE = 16;

    @TempDir
    private Path folder;

    @Test
    void anUpgradeIsFinishedByTheNextRun(TestDatabase database) {
        survey(Course.up(database, TransactionMode.RUN, Chain.in(folder)));
    }

    /** Slow, so that every build tries one direction alone. */
    @Test
    @EnabledIfSystemProperty(named = "faults.full", matches = "true")
    void aDowngradeIsFinishedByTheNextRun(TestDatabase database) {
        survey(Course.down(database, TransactionMode.RUN, Chain.in(folder)));
    }

    private static void survey(Course course) {
        Survey survey = new Survey("network cut, " + course, EXTENT);
        survey.atAll(EXTENT.of(course.points(), FEW), AT_ONCE, point -> cut(course, point));
        survey.finish();
        Course.assertNoThreadIsLeft();
    }

    private static void cut(Course course, Point point) {
        try (TestDatabase database = course.before().copy();
                FencedWire wire = FencedWire.to(database.host(), database.port())) {
            wire.stopAt(point, FencedWire.WAIT);
            HeardRun heard = new HeardRun();
            CompletableFuture<MigrationReport> run =
                    course.startImpatient(database, wire, heard).toFuture();
            wire.awaitStop();
            wire.cut();
            Failures.assertTold(run, "connection_failed");
            wire.assertNoClientIsLeft();
            wire.end();
            course.assertTold(run, heard, database, "connection_failed");
            course.assertFinishedByTheNextRun(database);
        }
    }
}
