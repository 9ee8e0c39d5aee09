package dev.reflux.engine;

import dev.reflux.config.PoolConfig;
import dev.reflux.error.ConfigException;
import io.r2dbc.spi.ConnectionFactory;
import reactor.core.publisher.Mono;

/** A pool made for one engine; all that touches the optional r2dbc-pool is behind {@link Pools}. */
record PooledFactory(ConnectionFactory factory, Mono<Void> dispose) {

    /** A new pool over a driver's factory. */
    static PooledFactory over(ConnectionFactory driver, PoolConfig settings) {
        try {
            return Pools.over(driver, settings);
        } catch (NoClassDefFoundError e) {
            throw new ConfigException("A pool is configured, but io.r2dbc:r2dbc-pool is not on the class path."
                    + " Add it, or remove pool: a migration needs one connection.");
        }
    }

    /** The factory that a caller's pool draws from, or the given one when there is no pool in its chain of wrappers. */
    static ConnectionFactory beside(ConnectionFactory given) {
        try {
            return Pools.beside(given);
        } catch (NoClassDefFoundError e) {
            return given;
        }
    }
}
