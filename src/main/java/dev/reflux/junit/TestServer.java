package dev.reflux.junit;

import dev.reflux.dialect.Dialect;
import dev.reflux.dialect.Dialects;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryOptions;
import io.r2dbc.spi.Option;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A PostgreSQL server that tests may create databases on. Safe to share. */
public final class TestServer implements AutoCloseable {

    /** Application name of connections that only the kit makes, for its own work. */
    public static final String APPLICATION_NAME = "reflux test support";

    private static final int DEFAULT_PORT = 5432;

    private final String description;
    private final ConnectionFactoryOptions options;
    private final boolean disposable;
    private final Runnable stop;
    private final Dialect dialect;
    private final ConnectionFactory maintenance;
    private final Mono<Integer> majorVersion;

    /**
     * A server that runs.
     *
     * @param description what it is, for people
     * @param options lead to a database that exists, as a role that may create others
     * @param disposable whether it was started for tests alone
     * @param stop ends the server, where it was started for the tests
     */
    TestServer(String description, ConnectionFactoryOptions options, boolean disposable, Runnable stop) {
        this.description = description;
        this.options = options;
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

    /** The server at an R2DBC URL with credentials, of a database that exists. */
    public static TestServer at(String url) {
        ConnectionFactoryOptions options = ConnectionFactoryOptions.parse(url);
        Object port = options.getValue(ConnectionFactoryOptions.PORT);
        String host = (String) options.getRequiredValue(ConnectionFactoryOptions.HOST);
        return new TestServer("PostgreSQL at " + host + (port == null ? "" : ":" + port), options, false, () -> {});
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
        ConnectionFactoryOptions.Builder options = ConnectionFactoryOptions.builder()
                .option(ConnectionFactoryOptions.DRIVER, "postgresql")
                .option(ConnectionFactoryOptions.HOST, host)
                .option(ConnectionFactoryOptions.PORT, port)
                .option(ConnectionFactoryOptions.USER, user)
                .option(ConnectionFactoryOptions.DATABASE, database);
        if (password != null) {
            options.option(ConnectionFactoryOptions.PASSWORD, password);
        }
        TestServer server = new TestServer(description, options.build(), true, stop);
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

    /** R2DBC URL of a database, with credentials. */
    public String url(String database) {
        return url(database, host(), port());
    }

    /** R2DBC URL of a database, with credentials, by way of another address. */
    public String url(String database, String host, int port) {
        String password = password();
        String secret = password == null ? "" : ":" + encoded(password);
        return "r2dbc:postgresql://%s%s@%s:%d/%s".formatted(encoded(username()), secret, host, port, database);
    }

    private static String encoded(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
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

    @Override
    public void close() {
        stop.run();
    }

    @Override
    public String toString() {
        return description;
    }
}
