package dev.reflux.dialect;

import dev.reflux.error.DatabaseException;

/** Statements of the lock that lets one process at a time migrate a version table. */
public interface LockStatements {

    /**
     * Tries to take the lock for a session; never waits. Gives one row with a boolean {@code acquired}, null where the
     * message has reached another session, which takes nothing.
     *
     * @param session key of the session, as {@link SessionStatements#session} gives it
     */
    String tryAcquire(int session);

    /** Fails unless the message has reached the session and it holds the lock. */
    String requireHeld(int session);

    /** Why {@link #requireHeld} has failed. */
    Loss loss(DatabaseException failure);

    /**
     * Gives the lock back; does nothing in any other session. Gives one row with a boolean {@code released}, false where the
     * session did not hold it, null in another session.
     */
    String release(int session);

    /** Who holds the lock: one row with a text {@code holder}, or none. */
    String holder();

    /** Why a run that had the lock cannot rely on it. */
    enum Loss {
        /** A proxy has sent the message to another session of the server. */
        OTHER_SESSION,
        /** The session has given the lock back, as {@code pg_advisory_unlock_all} or {@code DISCARD ALL} do. */
        RELEASED,
        /** Something else is wrong. */
        NONE
    }
}
