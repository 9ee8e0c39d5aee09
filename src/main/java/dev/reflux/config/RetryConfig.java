package dev.reflux.config;

import java.time.Duration;

/**
 * Retry of a transaction after a lock timeout, a deadlock or a serialization failure.
 *
 * @param max how many times to try again; zero: never
 * @param backoff pause before the first new try; it doubles with each
 * @param maxBackoff bound of the pause
 */
public record RetryConfig(int max, Duration backoff, Duration maxBackoff) {

    /** No retry; the pauses, once a number is set, go from 200 milliseconds to ten seconds. */
    public static final RetryConfig DEFAULTS = new RetryConfig(0, Duration.ofMillis(200), Duration.ofSeconds(10));

    /**
     * Checks the number and the pauses.
     *
     * @throws dev.reflux.error.ConfigException if the number or a pause is negative, or a pause is too long or not in
     *     whole milliseconds
     */
    public RetryConfig {
        Checks.require("retry.max", max, Checks::count);
        Checks.require("retry.backoff", backoff, Checks::duration);
        Checks.require("retry.max-backoff", maxBackoff, Checks::duration);
    }
}
