package dev.reflux.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflux.config.TransactionMode;
import dev.reflux.runtime.MigrationReport;
import dev.reflux.testsupport.Eventually;
import dev.reflux.testsupport.PostgresServer;
import dev.reflux.testsupport.TestDatabase;
import io.r2dbc.spi.Connection;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A session that ends while an index is half built, or half dropped, since another session holds it up. */
@ExtendWith(PostgresServer.class)
class InterruptedIndexIntegrationTests {

    private static final Extent EXTENT = Extent.current();
    private static final int FEW = 4;

    private static final String UP = "upgrade";
    private static final String DOWN = "downgrade";

    /** Holds up the last phase of a build: the index is ready, and not valid. */
    private static final String SNAPSHOT = "SELECT 1";

    /** Holds up the first phase: the index is there, and not even ready; a drop waits for it too. */
    private static final String LOCK = "LOCK TABLE account, purchase IN ROW EXCLUSIVE MODE";

    /** Where a run with a concurrent statement begins and ends. */
    private record Stretch(String command, String from, String to, String blocker) {
        @Override
        public String toString() {
            return command + " " + from + ":" + to + " held up by " + blocker;
        }
    }

    private static final List<Stretch> STRETCHES = List.of(
            new Stretch(UP, "c01", "c02", SNAPSHOT),
            new Stretch(UP, "c01", "c02", LOCK),
            new Stretch(UP, "c02", "c03", SNAPSHOT),
            new Stretch(UP, "c05", "c06", SNAPSHOT),
            new Stretch(UP, "c06", "c07", SNAPSHOT),
            new Stretch(UP, "c10", "c11", LOCK),
            new Stretch(UP, "c11", "c12", SNAPSHOT),
            new Stretch(UP, "c11", "c12", LOCK),
            new Stretch(DOWN, "c11", "c10", LOCK),
            new Stretch(DOWN, "c02", "c01", LOCK));

    @TempDir
    private Path folder;

    @Test
    void isBuiltAgainByTheNextRun(TestDatabase database) {
        Path chain = Chain.in(folder);
        Course up = Course.up(database, TransactionMode.RUN, chain);
        Course down = Course.down(database, TransactionMode.RUN, chain);
        Survey survey = new Survey("session terminated in the midst of a concurrent statement", EXTENT);
        for (Stretch stretch : EXTENT.of(STRETCHES, FEW)) {
            survey.at(stretch, at -> interrupted(at.command().equals(UP) ? up : down, at));
        }
        survey.finish();
        Course.assertNoThreadIsLeft();
    }

    private static void interrupted(Course course, Stretch stretch) {
        try (TestDatabase database = course.before().copy()) {
            course.start(database, stretch.from()).block();
            Connection blocker = database.connect();
            Flux.from(blocker.createStatement("BEGIN ISOLATION LEVEL REPEATABLE READ; " + stretch.blocker())
                            .execute())
                    .flatMap(result -> result.map((row, metadata) -> 1))
                    .blockLast();
            CompletableFuture<MigrationReport> run =
                    course.start(database, stretch.to()).toFuture();
            database.execute("SELECT pg_terminate_backend(" + awaitHeldUp(database) + ")");
            assertThat(Failures.assertTold(run, "connection_failed", "database_error"))
                    .isPresent();
            Mono.from(blocker.close()).block();
            Course.assertNoSessionIsLeft(database);
            course.assertFinishedByTheNextRun(database);
        }
    }

    private static int awaitHeldUp(TestDatabase database) {
        String waiting =
                "SELECT pid FROM pg_stat_activity WHERE datname = '%s' AND wait_event_type = 'Lock' AND query ~ 'CONCURRENTLY'"
                        .formatted(database.name());
        Eventually.holds(() -> assertThat(database.column(waiting)).hasSize(1));
        return Integer.parseInt(database.value(waiting));
    }
}
