package dev.reflux.config;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A connection pool through {@code io.r2dbc:r2dbc-pool}, whose names the components bear.
 *
 * <p>Nothing is opened ahead by default, since a run needs one connection.
 *
 * @param maxSize most connections; at least 1
 * @param initialSize connections opened at once
 * @param minIdle idle connections kept
 * @param maxIdleTime after which an idle connection is closed; zero: never
 * @param maxLifeTime after which any connection is closed; zero: never
 * @param maxAcquireTime to wait for a free connection; zero: without bound
 * @param maxCreateConnectionTime to wait for a new connection; zero: without bound
 * @param validationQuery run before a connection is handed out, or null for the driver's own validation
 */
public record PoolConfig(
        int maxSize,
        int initialSize,
        int minIdle,
        Duration maxIdleTime,
        Duration maxLifeTime,
        Duration maxAcquireTime,
        Duration maxCreateConnectionTime,
        @Nullable String validationQuery) {

    /** Up to ten connections, closed after half an hour without use. */
    public static final PoolConfig DEFAULTS =
            new PoolConfig(10, 0, 0, Duration.ofMinutes(30), Duration.ZERO, Duration.ZERO, Duration.ZERO, null);

    /**
     * Checks the sizes and durations.
     *
     * @throws dev.reflux.error.ConfigException if the largest size is below 1 or below another size, or a size or a
     *     duration is negative, or a duration is too long or not in whole milliseconds
     */
    public PoolConfig {
        Checks.require("pool.max-size", maxSize, Checks::positive);
        Checks.require("pool.initial-size", initialSize, size -> Checks.upTo("pool.max-size", maxSize, size));
        Checks.require("pool.min-idle", minIdle, size -> Checks.upTo("pool.max-size", maxSize, size));
        Checks.require("pool.max-idle-time", maxIdleTime, Checks::duration);
        Checks.require("pool.max-life-time", maxLifeTime, Checks::duration);
        Checks.require("pool.max-acquire-time", maxAcquireTime, Checks::duration);
        Checks.require("pool.max-create-connection-time", maxCreateConnectionTime, Checks::duration);
        if (validationQuery != null) {
            Checks.require("pool.validation-query", validationQuery, Checks::notBlank);
        }
    }

    /**
     * The defaults with another largest size.
     *
     * @throws dev.reflux.error.ConfigException if the size is below 1
     */
    public static PoolConfig ofMaxSize(int maxSize) {
        PoolConfig base = DEFAULTS;
        return new PoolConfig(
                maxSize,
                base.initialSize,
                base.minIdle,
                base.maxIdleTime,
                base.maxLifeTime,
                base.maxAcquireTime,
                base.maxCreateConnectionTime,
                base.validationQuery);
    }
}
