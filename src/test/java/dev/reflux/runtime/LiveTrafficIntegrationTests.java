package dev.reflux.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflux.Reflux;
import dev.reflux.config.RetryConfig;
import dev.reflux.config.Timeouts;
import dev.reflux.testsupport.LogLines;
import dev.reflux.testsupport.OtherSession;
import dev.reflux.testsupport.PostgresServer;
import dev.reflux.testsupport.RevisionFolder;
import dev.reflux.testsupport.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** A table in use is migrated without anybody who uses it being held up for long. */
@ExtendWith(PostgresServer.class)
class LiveTrafficIntegrationTests {

    private static final Duration LOCK_TIMEOUT = Duration.ofMillis(500);

    /** How long somebody is in the way; for longer with {@code -Dfaults.full=true}. */
    private static final Duration BLOCKED = Duration.ofSeconds(Boolean.getBoolean("faults.full") ? 30 : 3);

    private static final int CLIENTS = 12;
    private static final int ROWS = 1000;
    private static final int LEAST_PER_SECOND = 100;

    /** Sessions that read and write one table all the time, and the longest that one of them had to wait. */
    private static final class Clients {

        private final AtomicBoolean stopped = new AtomicBoolean();
        private final AtomicInteger served = new AtomicInteger();
        private final AtomicLong longest = new AtomicLong();
        private final List<CompletableFuture<Void>> running = new ArrayList<>();
        private final long start = System.nanoTime();

        Clients(TestDatabase database) {
            for (int i = 0; i < CLIENTS; i++) {
                OtherSession session = OtherSession.on(database);
                int client = i;
                CompletableFuture<Void> ended = new CompletableFuture<>();
                Thread thread = new Thread(() -> work(session, client, ended), "client-" + i);
                thread.setDaemon(true);
                thread.start();
                running.add(ended);
            }
        }

        private void work(OtherSession session, int client, CompletableFuture<Void> ended) {
            try {
                for (int i = 0; !stopped.get(); i++) {
                    int row = (i * CLIENTS + client) % ROWS;
                    serve(
                            session,
                            i % 3 == 0
                                    ? "UPDATE account SET visits = visits + 1 WHERE id = " + row
                                    : "SELECT visits FROM account WHERE id = " + row);
                    TimeUnit.MILLISECONDS.sleep(20);
                }
                ended.complete(null);
            } catch (Throwable e) {
                ended.completeExceptionally(e);
            }
        }

        private void serve(OtherSession session, String query) {
            long begin = System.nanoTime();
            session.execute(query);
            longest.accumulateAndGet(System.nanoTime() - begin, Math::max);
            served.incrementAndGet();
        }

        double perSecond() {
            return served.get() / (Duration.ofNanos(System.nanoTime() - start).toMillis() / 1000.0);
        }

        Duration longestWait() {
            return Duration.ofNanos(longest.get());
        }

        void stop() {
            stopped.set(true);
            assertThat(running).allSatisfy(each -> assertThat(each).succeedsWithin(Duration.ofSeconds(10)));
        }
    }

    @Test
    void clientsWaitNoLongerThanTheLockTimeout(TestDatabase database, @TempDir Path folder) throws Exception {
        database.execute(
                "CREATE TABLE account (id integer PRIMARY KEY, visits integer NOT NULL DEFAULT 0)",
                "INSERT INTO account SELECT generate_series(0, " + ROWS + ")");
        RevisionFolder revisions = RevisionFolder.in(folder)
                .add("r1", "ALTER TABLE account ADD COLUMN email text;", "")
                .add("r2", "ALTER TABLE account ALTER COLUMN visits TYPE bigint;", "");
        LogLines logged = LogLines.of(RetriedSteps.class);
        OtherSession blocker = OtherSession.on(database);
        int pid = blocker.pid();
        blocker.begin("SELECT count(*) FROM account");
        Clients clients = new Clients(database);

        CompletableFuture<MigrationReport> run = Reflux.builder()
                .url(database.url())
                .locations(revisions.location())
                .configure(values -> values.timeouts(new Timeouts(Duration.ofSeconds(10), LOCK_TIMEOUT, Duration.ZERO))
                        .retry(new RetryConfig(1000, Duration.ofMillis(200), Duration.ofSeconds(1))))
                .build()
                .upgrade("head")
                .toFuture();
        TimeUnit.MILLISECONDS.sleep(BLOCKED.toMillis());
        assertThat(run).isNotDone();
        blocker.rollBack();
        MigrationReport report = run.get(60, TimeUnit.SECONDS);
        double rate = clients.perSecond();
        clients.stop();
        logged.close();

        LoggerFactory.getLogger(getClass())
                .warn(
                        "Blocked for {} s, clients sent {} queries a second and waited {} ms at most",
                        BLOCKED.toSeconds(),
                        Math.round(rate),
                        clients.longestWait().toMillis());
        assertThat(report.to()).containsExactly("r2");
        assertThat(clients.longestWait()).isLessThan(LOCK_TIMEOUT.plusSeconds(1));
        assertThat(rate).isGreaterThan(LEAST_PER_SECOND);
        assertThat(logged.warnings()).isNotEmpty();
        assertThat(logged.warnings().get(0))
                .contains("rolled back, retry 1 of 1000 in ")
                .contains("In the way: pid " + pid + " (")
                .contains("AccessShareLock on account");
    }
}
