package dev.reflux.junit;

import dev.reflux.dialect.Dialect;
import dev.reflux.dialect.Dialects;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryOptions;
import io.r2dbc.spi.Option;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A PostgreSQL server that tests may create databases on. Safe to share. */
public final class TestServer implements AutoCloseable {

    /** Application name of connections that only the kit makes, for its own work. */
    public static final String APPLICATION_NAME = "reflux test support";

    private static final Logger log = LoggerFactory.getLogger(TestServer.class);

    private static final int DEFAULT_PORT = 5432;

    private final String description;
    private final ServerUrl url;
    private final ConnectionFactoryOptions options;
    private final boolean disposable;
    private final Runnable stop;
    private final Dialect dialect;
    private final ConnectionFactory maintenance;
    private final Mono<Integer> majorVersion;
    private final Set<String> scratch = ConcurrentHashMap.newKeySet();

    /**
     * A server that runs.
     *
     * @param description what it is, for people
     * @param url leads to a database that exists, as a role that may create others
     * @param disposable whether it was started for tests alone
     * @param stop ends the server, where it was started for the tests
     */
    TestServer(String description, ServerUrl url, boolean disposable, Runnable stop) {
        this.description = description;
        this.url = url;
        this.options = ConnectionFactoryOptions.parse(url.of(null));
        this.disposable = disposable;
        this.stop = stop;
        this.dialect = Dialects.forUrl("r2dbc:" + options.getRequiredValue(ConnectionFactoryOptions.DRIVER));
        this.maintenance = support(maintenanceDatabase());
        this.majorVersion = Mono.defer(
                        () -> read(dialect().server().majorVersion()).last())
                .map(row -> Objects.requireNonNull(row.get("major", Integer.class)))
                .cache();
    }

    /**
     * Starts a server, or takes the one that the settings name; blocks.
     *
     * @throws dev.reflux.error.RefluxException if there is none, or none of the kind
     */
    public static TestServer start(ServerKind kind, TestServerSettings settings) {
        return new ServerChoice(settings).start(kind);
    }

    /**
     * Starts a server from embedded binaries or, given their directory, from installed ones; its data is temporary. Blocks.
     *
     * @throws dev.reflux.error.RefluxException if it does not start
     */
    public static TestServer embedded(@Nullable Path binaries) {
        return EmbeddedTestServer.start(binaries);
    }

    /** The server at an R2DBC URL with credentials, of a database that exists; its options hold for all databases. */
    public static TestServer at(String url) {
        ServerUrl address = ServerUrl.parse(url);
        return new TestServer("PostgreSQL at " + address.address(), address, false, () -> {});
    }

    /** A server that was started by other means; blocks until it has the settings of one whose data need not last. */
    static TestServer disposable(
            String description,
            String host,
            int port,
            String user,
            @Nullable String password,
            String database,
            Runnable stop) {
        TestServer server = new TestServer(description, ServerUrl.of(host, port, user, password, database), true, stop);
        Flux.fromIterable(server.dialect.server().disposable())
                .concatMap(server::run)
                .then()
                .block();
        return server;
    }

    /** What it is, for people. */
    public String description() {
        return description;
    }

    /** Address. */
    public String host() {
        return (String) options.getRequiredValue(ConnectionFactoryOptions.HOST);
    }

    /** Port. */
    public int port() {
        Object port = options.getValue(ConnectionFactoryOptions.PORT);
        return port == null ? DEFAULT_PORT : Integer.parseInt(port.toString());
    }

    /** A role that may create databases. */
    public String username() {
        return (String) options.getRequiredValue(ConnectionFactoryOptions.USER);
    }

    /** Its password, or null. */
    public @Nullable String password() {
        Object password = options.getValue(ConnectionFactoryOptions.PASSWORD);
        return password == null ? null : password.toString();
    }

    /** A database that exists. */
    public String maintenanceDatabase() {
        return (String) options.getRequiredValue(ConnectionFactoryOptions.DATABASE);
    }

    /** How a driver connects to a database. */
    public ConnectionFactoryOptions options(String database) {
        return options.mutate()
                .option(ConnectionFactoryOptions.PORT, port())
                .option(ConnectionFactoryOptions.DATABASE, database)
                .build();
    }

    /** R2DBC URL of a database, with credentials and options. */
    public String url(String database) {
        return url.of(database);
    }

    /** The same, by way of another address. */
    public String url(String database, String host, int port) {
        return url.at(host, port).of(database);
    }

    /** Connections to a database that call themselves {@link #APPLICATION_NAME}. */
    public ConnectionFactory support(String database) {
        return ConnectionFactories.get(options(database)
                .mutate()
                .option(Option.valueOf("applicationName"), APPLICATION_NAME)
                .build());
    }

    /** Asks the server, once: 14 to 18. */
    public int majorVersion() {
        return Objects.requireNonNull(majorVersion.block());
    }

    Mono<Integer> version() {
        return majorVersion;
    }

    /** Whether it was started for tests alone, so that nobody else is hurt by what slows it down for a moment. */
    boolean isDisposable() {
        return disposable;
    }

    Dialect dialect() {
        return dialect;
    }

    /** Runs a statement on a connection of its own to the database that exists. */
    Mono<Void> run(String statement) {
        return read(statement).then();
    }

    /** The rows of a statement on a connection of its own to the database that exists. */
    Flux<PlainRow> read(String statement) {
        return Flux.usingWhen(
                maintenance.create(),
                connection -> PlainRow.of(connection, statement),
                connection -> connection.close());
    }

    /** A database is about to be made that is dropped in the end. */
    void remember(String database) {
        scratch.add(database);
    }

    /** A database is there no more, or not by this name. */
    void forget(String database) {
        scratch.remove(database);
    }

    /**
     * Drops what databases of tests are still there, and stops the server where it was started for the tests. Does all of it
     * on a thread that is interrupted too.
     */
    @Override
    public void close() {
        boolean interrupted = Thread.interrupted();
        try {
            if (!disposable) {
                dropScratch();
            }
            stop.run();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void dropScratch() {
        for (String database : List.copyOf(scratch)) {
            try {
                run(dialect.server().drop(database)).block();
                forget(database);
            } catch (RuntimeException e) {
                log.warn("The database {} of a test was not dropped: {}", database, e.getMessage());
            }
        }
    }

    @Override
    public String toString() {
        return description;
    }
}
