package dev.reflux.engine;

import dev.reflux.config.PoolConfig;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Wrapped;
import java.time.Duration;

/** Linked only where r2dbc-pool is on the class path. */
final class Pools {

    private Pools() {}

    static PooledFactory over(ConnectionFactory driver, PoolConfig settings) {
        ConnectionPoolConfiguration.Builder pool = ConnectionPoolConfiguration.builder(driver)
                .maxSize(settings.maxSize())
                .initialSize(settings.initialSize())
                .minIdle(settings.minIdle())
                .maxIdleTime(orNever(settings.maxIdleTime()))
                .maxLifeTime(orNever(settings.maxLifeTime()))
                .maxAcquireTime(orNever(settings.maxAcquireTime()))
                .maxCreateConnectionTime(orNever(settings.maxCreateConnectionTime()));
        if (settings.validationQuery() != null) {
            pool.validationQuery(settings.validationQuery());
        }
        ConnectionPool connections = new ConnectionPool(pool.build());
        return new PooledFactory(connections, connections.disposeLater());
    }

    /** The pool takes a negative duration for no limit, and zero for at once. */
    private static Duration orNever(Duration duration) {
        return duration.isZero() ? Duration.ofMillis(-1) : duration;
    }

    static ConnectionFactory beside(ConnectionFactory given) {
        Object link = given;
        while (!(link instanceof ConnectionPool)) {
            if (!(link instanceof Wrapped<?> wrapped)) {
                return given;
            }
            link = wrapped.unwrap();
        }
        return ((ConnectionPool) link).unwrap();
    }
}
