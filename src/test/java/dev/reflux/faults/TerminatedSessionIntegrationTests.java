package dev.reflux.faults;

import dev.reflux.config.TransactionMode;
import dev.reflux.runtime.MigrationReport;
import dev.reflux.testsupport.PostgresServer;
import dev.reflux.testsupport.TestDatabase;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code pg_terminate_backend}, from outside where the server waits for the client, and in the midst of messages. */
@ExtendWith(PostgresServer.class)
class TerminatedSessionIntegrationTests {

    private static final Extent EXTENT = Extent.current();
    private static final int FEW = 6;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(TransactionMode.class)
    void anUpgradeIsFinishedByTheNextRun(TransactionMode mode, TestDatabase database) {
        survey(Course.up(database, mode, Chain.in(folder)));
    }

    @ParameterizedTest
    @EnumSource(TransactionMode.class)
    void aDowngradeIsFinishedByTheNextRun(TransactionMode mode, TestDatabase database) {
        survey(Course.down(database, mode, Chain.in(folder)));
    }

    private static void survey(Course course) {
        Survey survey = new Survey("session terminated, " + course, EXTENT);
        for (Point point : EXTENT.of(course.points(), FEW)) {
            survey.at(point, () -> terminated(course, point));
        }
        survey.finish();
    }

    private static void terminated(Course course, Point point) {
        try (TestDatabase database = course.before().copy();
                FencedWire wire = FencedWire.to(database.host(), database.port())) {
            wire.stopAt(point, FencedWire.END_YOURSELF);
            CompletableFuture<MigrationReport> run =
                    course.start(database, wire).toFuture();
            int pid = wire.awaitStop();
            if (!point.within()) {
                database.execute("SELECT pg_terminate_backend(" + pid + ")");
            }
            Failures.assertTold(run, "connection_failed", "database_error");
            Course.assertNothingIsLeft(database);
            course.assertFinishedByTheNextRun(database);
        }
    }
}
