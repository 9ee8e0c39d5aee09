package dev.reflux.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflux.config.TransactionMode;
import dev.reflux.runtime.MigrationReport;
import dev.reflux.testsupport.PostgresServer;
import dev.reflux.testsupport.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code pg_terminate_backend}, from outside where the server waits for the client, and in the midst of messages. */
@ExtendWith(PostgresServer.class)
class TerminatedSessionIntegrationTests {

    private static final Extent EXTENT = Extent.current();
    private static final int FEW = 5;
    private static final int FEW_PROCESSES = 1;
    private static final int AT_ONCE = 3;

    @TempDir
    private Path folder;

    private static List<TransactionMode> modes() {
        return EXTENT.all() ? List.of(TransactionMode.values()) : List.of(TransactionMode.RUN);
    }

    @ParameterizedTest
    @MethodSource("modes")
    void anUpgradeIsFinishedByTheNextRun(TransactionMode mode, TestDatabase database) {
        survey(Course.up(database, mode, Chain.in(folder)));
    }

    @ParameterizedTest
    @MethodSource("modes")
    void aDowngradeIsFinishedByTheNextRun(TransactionMode mode, TestDatabase database) {
        survey(Course.down(database, mode, Chain.in(folder)));
    }

    @Test
    void theCommandLineTellsOfItInWords(TestDatabase database) {
        Course course = Course.up(database, TransactionMode.RUN, Chain.in(folder));
        Survey survey = new Survey("session of the command line terminated, " + course, EXTENT);
        survey.atAll(
                EXTENT.of(everyTenth(course.points()), FEW_PROCESSES),
                AT_ONCE,
                point -> ofTheCommandLine(course, point));
        survey.finish();
    }

    private static List<Point> everyTenth(List<Point> points) {
        return IntStream.range(0, points.size())
                .filter(i -> i % 10 == 0)
                .mapToObj(points::get)
                .toList();
    }

    private void ofTheCommandLine(Course course, Point point) throws Exception {
        try (TestDatabase database = course.before().copy();
                FencedWire wire = FencedWire.to(database.host(), database.port());
                CliProcess process = CliProcess.start(
                        course, Course.url(database, wire.stopAt(point, FencedWire.END_YOURSELF)), folder)) {
            int pid = wire.awaitStop();
            if (!point.within()) {
                database.execute("SELECT pg_terminate_backend(" + pid + ")");
            }
            if (Failures.assertTold(process, "connection_failed", "database_error")) {
                course.assertComplete(database);
            }
            course.assertFinishedByTheNextRun(database);
        }
    }

    private static void survey(Course course) {
        Survey survey = new Survey("session terminated, " + course, EXTENT);
        survey.atAll(EXTENT.of(course.points(), FEW), AT_ONCE, point -> terminated(course, point));
        survey.finish();
        Course.assertNoThreadIsLeft();
    }

    private static void terminated(Course course, Point point) {
        try (TestDatabase database = course.before().copy();
                FencedWire wire = FencedWire.to(database.host(), database.port())) {
            wire.stopAt(point, FencedWire.END_YOURSELF);
            HeardRun heard = new HeardRun();
            CompletableFuture<MigrationReport> run =
                    course.start(database, wire, heard).toFuture();
            int pid = wire.awaitStop();
            if (!point.within()) {
                database.execute("SELECT pg_terminate_backend(" + pid + ")");
            }
            course.assertTold(run, heard, database, "connection_failed", "database_error")
                    .filter(told -> heard.isWithinAStep())
                    .ifPresent(told -> assertThat(told.revision())
                            .as("revision of: " + told.getMessage())
                            .isNotNull());
            wire.assertNoClientIsLeft();
            course.assertFinishedByTheNextRun(database);
        }
    }
}
