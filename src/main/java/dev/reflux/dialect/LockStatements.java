package dev.reflux.dialect;

/** Statements of the lock that lets one process at a time migrate a version table. */
public interface LockStatements {

    /** Tries to take the lock for the session; gives one row with a boolean {@code acquired}. Never waits. */
    String tryAcquire();

    /** Gives the lock back. */
    String release();

    /** Who holds the lock: one row with a text {@code holder}, or none. */
    String holder();
}
