package dev.reflux.config;

/** What happens when the database holds revisions that no file knows. */
public enum WhenAhead {
    /** The run is refused. */
    FAIL,
    /** An application starts all the same, without migrating: an older instance beside a newer schema. */
    START
}
