package dev.reflux.config;

/** What happens when the file of an applied revision has changed. */
public enum ChecksumPolicy {
    /** The run is refused. */
    FAIL,
    /** The run goes on with a warning. */
    WARN,
    /** Nothing is compared. */
    IGNORE
}
