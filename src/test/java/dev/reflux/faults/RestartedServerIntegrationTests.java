package dev.reflux.faults;

import dev.reflux.config.TransactionMode;
import dev.reflux.runtime.MigrationReport;
import dev.reflux.testsupport.CrashingServer;
import dev.reflux.testsupport.EventLoopGuard;
import dev.reflux.testsupport.TestDatabase;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An immediate shutdown of the server, which is a crash to it, and its start with recovery. */
class RestartedServerIntegrationTests {

    private static final Extent EXTENT = Extent.current();
    private static final int FEW = 2;

    @TempDir
    private static Path folder;

    private static CrashingServer server;
    private static Path chain;

    @BeforeAll
    static void startServer() {
        EventLoopGuard.install();
        server = CrashingServer.start();
        chain = Chain.in(folder);
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @Test
    void anUpgradeIsFinishedByTheNextRun() {
        try (TestDatabase database = server.database()) {
            survey(Course.up(database, TransactionMode.RUN, chain));
        }
    }

    @Test
    void aDowngradeIsFinishedByTheNextRun() {
        try (TestDatabase database = server.database()) {
            survey(Course.down(database, TransactionMode.RUN, chain));
        }
    }

    private static void survey(Course course) {
        Survey survey = new Survey("server stopped at once and started, " + course, EXTENT);
        for (Point point : EXTENT.of(course.points(), FEW)) {
            survey.at(point, at -> crashed(course, at));
        }
        survey.finish();
        Course.assertNoThreadIsLeft();
    }

    private static void crashed(Course course, Point point) {
        try (TestDatabase database = course.before().copy();
                FencedWire wire = FencedWire.to(database.host(), database.port())) {
            // a copied sequence believes that its next values are in the log already, and a crash would give them again
            database.execute("CHECKPOINT");
            wire.stopAt(point, FencedWire.WAIT);
            HeardRun heard = new HeardRun();
            CompletableFuture<MigrationReport> run =
                    course.start(database, wire, heard).toFuture();
            int pid = wire.awaitStop();
            if (point.within()) {
                KilledProcessIntegrationTests.awaitWords(database, pid);
            }
            server.crash();
            course.assertTold(run, heard, database, "connection_failed", "database_error");
            wire.assertNoClientIsLeft();
            course.assertFinishedByTheNextRun(database);
        }
    }
}
