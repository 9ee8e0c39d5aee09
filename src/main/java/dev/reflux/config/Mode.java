package dev.reflux.config;

/** Which path a run takes: the flag that Alembic calls {@code is_offline_mode}. */
public enum Mode {
    /** Statements go to the database. */
    ONLINE,
    /** Statements are printed as a script; no driver is loaded. */
    OFFLINE
}
