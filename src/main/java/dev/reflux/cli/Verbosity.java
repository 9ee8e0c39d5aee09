package dev.reflux.cli;

/** How much the command line logs. */
enum Verbosity {
    /** {@code -q}: errors alone. */
    QUIET,
    /** What is configured, else warnings, and Reflux's own news. */
    NORMAL,
    /** {@code -v}: Reflux's own details too. */
    VERBOSE
}
