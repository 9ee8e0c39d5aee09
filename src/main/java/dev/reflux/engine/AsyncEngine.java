package dev.reflux.engine;

import dev.reflux.config.RefluxConfig;
import dev.reflux.error.ConnectionFailedException;
import dev.reflux.error.RefluxException;
import dev.reflux.error.UsageException;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * One database, reachable over R2DBC, for the length of a run.
 *
 * <p>Follows SQLAlchemy's {@code AsyncEngine} as {@code async_engine_from_config(…, poolclass=NullPool)} builds it.
 * Nothing is opened or started before {@link #connect} is subscribed to.
 */
public final class AsyncEngine {

    private final ConnectionSource source;
    private final RefluxConfig config;
    private final Drivers drivers = Drivers.load();
    private final DriverErrors errors;
    private final Set<AsyncConnection> open = ConcurrentHashMap.newKeySet();
    private final Mono<Void> disposal;

    private AsyncEngine(ConnectionSource source, RefluxConfig config) {
        this.source = source;
        this.config = config;
        this.errors = new DriverErrors(drivers, config::mask);
        this.disposal =
                Mono.defer(this::closeAll).then(Mono.defer(source::dispose)).cache();
    }

    /**
     * An engine for the configured URL: over a non-pooling connection factory, or through r2dbc-pool where {@code pool}
     * is configured; an {@code embedded:} URL starts its server on the first connect.
     *
     * @throws dev.reflux.error.ConfigException if there is no URL, it cannot be parsed or no driver serves it
     */
    public static AsyncEngine fromConfig(RefluxConfig config) {
        return new AsyncEngine(ConnectionSource.fromConfig(config), config);
    }

    /**
     * An engine over a connection factory of the caller, which stays the caller's: it is never disposed of.
     *
     * <p>A pool of r2dbc-pool, wrapped or not, is unwrapped, so that the connection is made beside the pool and ends
     * with the run. Any other factory gives its connection as it is.
     *
     * @param factory where the connection comes from
     * @param config everything but the URL and the credentials
     */
    public static AsyncEngine over(ConnectionFactory factory, RefluxConfig config) {
        return new AsyncEngine(ConnectionSource.over(factory), config);
    }

    /**
     * Opens one connection; each subscription opens another.
     *
     * <p>Fails with {@link ConnectionFailedException} when the server refuses, or does not answer within
     * {@code timeouts.connect}; while {@code wait-for-database} lasts, which counts from when an embedded server is
     * started, a server or a database that is not there yet is tried again.
     */
    public Mono<AsyncConnection> connect() {
        return source.open()
                .flatMap(this::open)
                .map(connection -> new AsyncConnection(connection, drivers, errors, watch(), open::remove))
                .doOnNext(open::add);
    }

    private @Nullable ServerWatch watch() {
        return source.probe()
                .map(probe -> new ServerWatch(probe, config.timeouts().connect()))
                .orElse(null);
    }

    private Mono<Connection> open(ConnectionFactory factory) {
        Duration patience = config.waitForDatabase();
        Mono<Connection> connection = patience.isZero()
                ? create(factory, config.timeouts().connect())
                : new DatabaseWait(patience, errors::isPassing, this::describe)
                        .until(left -> create(factory, within(left)));
        return connection.flatMap(AsyncEngine::requireNoTransaction).onErrorMap(this::notConnected);
    }

    private Duration within(Duration left) {
        Duration limit = config.timeouts().connect();
        return limit.isZero() || left.compareTo(limit) < 0 ? left : limit;
    }

    private static Mono<Connection> create(ConnectionFactory factory, Duration limit) {
        Mono<Connection> connection = Mono.from(factory.create()).map(Connection.class::cast);
        return limit.isZero() ? connection : connection.timeout(limit);
    }

    private String describe(Throwable error) {
        return String.valueOf(notConnected(error).getMessage());
    }

    private RefluxException notConnected(Throwable error) {
        return source.tellsAddress()
                ? errors.onConnect(error, source.describe())
                : errors.onConnectSomewhere(error, source.describe());
    }

    /** What the application has begun on its connection is not ours to commit. */
    private static Mono<Connection> requireNoTransaction(Connection connection) {
        if (connection.isAutoCommit()) {
            return Mono.just(connection);
        }
        return Mono.from(connection.close())
                .then(Mono.error(new UsageException("The connection of the application is inside a transaction. End it"
                        + " first, or hand in a connection factory that opens connections of its own.")));
    }

    /** A cancellation reaches the engine and its connection at the same time, and has to be heard by this one first. */
    private Mono<Void> closeAll() {
        return Mono.when(open.stream().map(AsyncConnection::close).toList());
    }

    /**
     * Closes the connections that are still open, each in its own time, then gives back what the engine made: its sockets,
     * its pool, the embedded server. Never fails; further calls complete with the first.
     */
    public Mono<Void> dispose() {
        return disposal;
    }
}
