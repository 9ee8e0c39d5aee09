package dev.reflux.runtime;

import dev.reflux.dialect.LockStatements;
import dev.reflux.engine.ResultRow;
import dev.reflux.engine.SyncConnection;
import dev.reflux.error.ConfigException;
import dev.reflux.error.DatabaseException;
import dev.reflux.error.LockNotAcquiredException;
import dev.reflux.error.RefluxException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lock of one run, taken by polling and given back even on failure; a session that dies gives it back too.
 *
 * <p>The lock is the session's, so it protects nothing where a proxy hands each transaction to another session. The first
 * try notices most of these, and {@link #guard} every one, in the message that it stands in. So it begins each transaction and
 * each message that records, outside one, what is done or about to be done; a statement that must stand alone in its message
 * runs after one of these.
 */
final class MigrationLock {

    private static final int SHORTEST_POLL_MS = 50;
    private static final int LONGEST_POLL_MS = 500;

    /** How long a run that waits keeps silent about it. */
    private static final Duration REMINDER = Duration.ofSeconds(30);

    private static final String TAKE_OUT =
            "A revision has released all locks of its session, by pg_advisory_unlock_all or"
                    + " DISCARD ALL: take that out of it.";

    private static final Logger log = LoggerFactory.getLogger(MigrationLock.class);

    private final SyncConnection connection;
    private final @Nullable LockStatements statements;
    private final int session;

    private MigrationLock(SyncConnection connection, @Nullable LockStatements statements, int session) {
        this.connection = connection;
        this.statements = statements;
        this.session = session;
    }

    /** No lock, where the configuration switches it off. */
    static MigrationLock none(SyncConnection connection) {
        return new MigrationLock(connection, null, 0);
    }

    /**
     * Takes the lock, waiting for at most the given time; zero: tries once.
     *
     * @param session key of the session that the connection has
     * @throws LockNotAcquiredException if it is held by somebody else all the time
     * @throws ConfigException if the connection does not stay with one session
     */
    static MigrationLock acquire(SyncConnection connection, LockStatements lock, int session, Duration timeout) {
        MigrationLock wanted = new MigrationLock(connection, lock, session);
        wanted.acquire(lock, timeout);
        return wanted;
    }

    private void acquire(LockStatements lock, Duration timeout) {
        long start = System.nanoTime();
        long reminder = start;
        while (!tryAcquire(lock)) {
            long now = System.nanoTime();
            if (now - start >= timeout.toNanos()) {
                throw notAcquired(lock, timeout);
            }
            if (now - reminder >= 0) {
                log.info("Waiting for the migration lock, held by {}", holder(lock));
                reminder = now + REMINDER.toNanos();
            }
            connection.pause(Duration.ofMillis(ThreadLocalRandom.current().nextInt(SHORTEST_POLL_MS, LONGEST_POLL_MS)));
        }
    }

    private boolean tryAcquire(LockStatements lock) {
        ResultRow row = connection.query(lock.tryAcquire(session)).get(0);
        Boolean acquired = row.get("acquired", Boolean.class);
        if (acquired == null) {
            throw otherSession("Nothing was changed.");
        }
        return acquired;
    }

    private LockNotAcquiredException notAcquired(LockStatements lock, Duration timeout) {
        return new LockNotAcquiredException("The migration lock was not free within " + timeout.toMillis()
                + " ms; it is held by " + holder(lock)
                + ". Wait for that run to end, or raise lock.timeout or --lock-timeout.");
    }

    private String holder(LockStatements lock) {
        List<ResultRow> rows = connection.query(lock.holder());
        return rows.isEmpty() ? "a session that has just ended" : rows.get(0).require("holder", String.class);
    }

    private static ConfigException otherSession(String consequence) {
        return new ConfigException(
                "The connection does not stay with one session of the server: a proxy between them pools"
                        + " transactions, as PgBouncer does with pool_mode = transaction, and the migration lock of one session does"
                        + " not protect another. " + consequence
                        + " Let url name the server itself, or a pool in session mode.");
    }

    /** Makes a transaction, or a message outside one, fail that the lock does not cover; null where there is no lock. */
    @Nullable
    String guard() {
        return statements == null ? null : statements.requireHeld(session);
    }

    /** What the failure of {@link #guard} means. */
    RefluxException explain(DatabaseException failure) {
        LockStatements.Loss loss = statements == null ? LockStatements.Loss.NONE : statements.loss(failure);
        return switch (loss) {
            case OTHER_SESSION ->
                otherSession("What was to come next was not begun, and session " + session
                        + " may hold the lock until it ends: SELECT pg_terminate_backend(" + session + ").");
            case RELEASED ->
                new LockNotAcquiredException(
                        "The migration lock was given back in the middle of the run, so what comes next was not begun. "
                                + TAKE_OUT + " Then run the command again; what is committed is recorded.");
            case NONE -> failure;
        };
    }

    /** Does the work and gives the lock back, whatever happens. */
    <T> T whileHeld(Supplier<T> work) {
        try {
            return work.get();
        } finally {
            giveBack();
        }
    }

    private void warnUnlessReleased(@Nullable Boolean released) {
        if (released == null) {
            log.warn(
                    "{}",
                    otherSession("Session " + session + " may hold the lock until it ends:"
                                    + " SELECT pg_terminate_backend(" + session + ").")
                            .getMessage());
        } else if (!released) {
            log.warn("The migration lock had been given back before the run ended. {}", TAKE_OUT);
        }
    }

    private void giveBack() {
        if (statements == null) {
            return;
        }
        try {
            ResultRow row = connection
                    .cleanUp(List.of(statements.release(session)))
                    .get(0)
                    .rows()
                    .get(0);
            warnUnlessReleased(row.get("released", Boolean.class));
        } catch (RefluxException e) {
            log.debug("The lock could not be given back; it ends with the session", e);
        }
    }
}
