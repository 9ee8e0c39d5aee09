package dev.reflux.revision;

/** Which way a step goes. */
public enum Direction {
    /** The revision's upgrade runs and the version table moves to it. */
    UPGRADE,
    /** The revision's downgrade runs and the version table moves below it. */
    DOWNGRADE,
    /** Nothing runs, only the version table changes. */
    STAMP
}
