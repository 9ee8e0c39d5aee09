package dev.reflux.runtime;

import dev.reflux.dialect.LockStatements;
import dev.reflux.engine.ResultRow;
import dev.reflux.engine.SyncConnection;
import dev.reflux.error.LockNotAcquiredException;
import dev.reflux.error.RefluxException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The lock of one run, taken by polling and given back even on failure; a session that dies gives it back too. */
final class MigrationLock {

    private static final int SHORTEST_POLL_MS = 50;
    private static final int LONGEST_POLL_MS = 500;

    private static final Logger log = LoggerFactory.getLogger(MigrationLock.class);

    private final SyncConnection connection;
    private final List<String> release;

    private MigrationLock(SyncConnection connection, List<String> release) {
        this.connection = connection;
        this.release = release;
    }

    /** No lock, where the configuration switches it off. */
    static MigrationLock none(SyncConnection connection) {
        return new MigrationLock(connection, List.of());
    }

    /** Takes the lock, waiting for at most the given time; zero: tries once. */
    static MigrationLock acquire(SyncConnection connection, LockStatements lock, Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        boolean announced = false;
        while (!tryAcquire(connection, lock)) {
            if (System.nanoTime() - deadline >= 0) {
                throw notAcquired(connection, lock, timeout);
            }
            if (!announced) {
                log.info("Waiting for the migration lock, held by {}", holder(connection, lock));
                announced = true;
            }
            connection.pause(Duration.ofMillis(ThreadLocalRandom.current().nextInt(SHORTEST_POLL_MS, LONGEST_POLL_MS)));
        }
        return new MigrationLock(connection, List.of(lock.release()));
    }

    private static boolean tryAcquire(SyncConnection connection, LockStatements lock) {
        ResultRow row = connection.query(lock.tryAcquire()).get(0);
        return row.require("acquired", Boolean.class);
    }

    private static LockNotAcquiredException notAcquired(
            SyncConnection connection, LockStatements lock, Duration timeout) {
        return new LockNotAcquiredException("The migration lock was not free within " + timeout.toMillis()
                + " ms; it is held by " + holder(connection, lock)
                + ". Wait for that run to end, or raise lock.timeout or --lock-timeout.");
    }

    private static String holder(SyncConnection connection, LockStatements lock) {
        List<ResultRow> rows = connection.query(lock.holder());
        return rows.isEmpty() ? "a session that has just ended" : rows.get(0).require("holder", String.class);
    }

    /** Does the work and gives the lock back, whatever happens. */
    <T> T whileHeld(Supplier<T> work) {
        try {
            return work.get();
        } finally {
            giveBack();
        }
    }

    private void giveBack() {
        if (release.isEmpty()) {
            return;
        }
        try {
            connection.cleanUp(release);
        } catch (RefluxException e) {
            log.debug("The lock could not be given back; it ends with the session", e);
        }
    }
}
