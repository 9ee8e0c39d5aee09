package dev.reflux.config;

import java.time.Duration;

/**
 * Bounds on what the server may take.
 *
 * @param connect until a connection stands; zero: the driver's own
 * @param lock of each statement for its locks, {@code lock_timeout}; zero: the server's own setting
 * @param statement of each statement, {@code statement_timeout}; zero: the server's own setting
 * @see <a href="https://www.postgresql.org/docs/current/runtime-config-client.html">Client Connection Defaults</a>
 */
public record Timeouts(Duration connect, Duration lock, Duration statement) {

    /** Ten seconds to connect, all else the server's own. */
    public static final Timeouts DEFAULTS = new Timeouts(Duration.ofSeconds(10), Duration.ZERO, Duration.ZERO);

    /**
     * Checks the durations.
     *
     * @throws dev.reflux.error.ConfigException if one is negative, too long, or not in whole milliseconds
     */
    public Timeouts {
        Checks.require("timeouts.connect", connect, Checks::duration);
        Checks.require("timeouts.lock", lock, Checks::duration);
        Checks.require("timeouts.statement", statement, Checks::duration);
    }
}
