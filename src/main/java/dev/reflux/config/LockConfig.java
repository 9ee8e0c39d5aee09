package dev.reflux.config;

import java.time.Duration;

/**
 * The advisory lock that lets any number of processes start at once.
 *
 * @param enabled whether a run takes the lock
 * @param timeout how long to wait for it; zero: one try only
 */
public record LockConfig(boolean enabled, Duration timeout) {

    /** Enabled, with a timeout of five minutes. */
    public static final LockConfig DEFAULTS = new LockConfig(true, Duration.ofMinutes(5));

    /**
     * Checks the timeout.
     *
     * @throws dev.reflux.error.ConfigException if the timeout is negative, too long, or not in whole milliseconds
     */
    public LockConfig {
        Checks.require("lock.timeout", timeout, Checks::duration);
    }
}
