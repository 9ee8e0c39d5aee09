package dev.reflux.testsupport;

import dev.reflux.junit.CatalogFingerprint;
import dev.reflux.junit.TestServer;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryOptions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * An empty database of one test, dropped after it whoever is still connected.
 *
 * <p>Every {@link #execute}, {@link #query} and the like runs on a connection of its own, so that no setting stays; these
 * connections do not count as {@link #sessions()}.
 */
public final class TestDatabase implements AutoCloseable {

    /**
     * A session of somebody else.
     *
     * @param pid process id of the backend
     * @param applicationName what it calls itself
     * @param state as in {@code pg_stat_activity}: active, idle, idle in transaction …; empty before it is known
     * @param query what it runs or ran last
     */
    public record Session(int pid, String applicationName, String state, String query) {}

    private final TestServer server;
    private final String name;
    private final Deque<Runnable> toClose = new ArrayDeque<>();

    private TestDatabase(TestServer server, String name) {
        this.server = server;
        this.name = name;
    }

    /** Creates an empty database from {@code template0}, so that nothing of the server's {@code template1} is in it. */
    static TestDatabase create(TestServer server) {
        return create(server, "template0");
    }

    private static TestDatabase create(TestServer server, String template) {
        String name = "reflux_test_" + UUID.randomUUID().toString().substring(0, 8);
        TestDatabase database = new TestDatabase(server, name);
        database.onServer(sql -> {
            sql.execute("CREATE DATABASE " + name + " TEMPLATE " + template);
            return name;
        });
        return database;
    }

    /** A database that holds what this one holds now, which nobody may be connected to; the caller closes it. */
    public TestDatabase copy() {
        return create(server, name);
    }

    /** A further empty database on the same server, dropped with this one. */
    public synchronized TestDatabase another() {
        TestDatabase other = create(server);
        toClose.push(other::close);
        return other;
    }

    /** A proxy in front of the server, closed with this database. */
    public synchronized WireProxy proxy() {
        WireProxy proxy = WireProxy.start(server.host(), server.port());
        toClose.push(proxy::close);
        return proxy;
    }

    /** Name of the database; needs no quotes. */
    public String name() {
        return name;
    }

    /** Address of the server. */
    public String host() {
        return server.host();
    }

    /** Port of the server. */
    public int port() {
        return server.port();
    }

    /** Role that owns the database. */
    public String username() {
        return server.username();
    }

    /** Password of the role, or null where the server asks for none. */
    public @Nullable String password() {
        return server.password();
    }

    /** Major version of the server, 14 to 18. */
    public int majorVersion() {
        return server.majorVersion();
    }

    /** R2DBC URL with credentials. */
    public String url() {
        return url(server.host(), server.port());
    }

    /** R2DBC URL with credentials that leads through a proxy. */
    public String url(WireProxy proxy) {
        return url(proxy.host(), proxy.port());
    }

    /** The same as {@link #url()} as options. */
    public ConnectionFactoryOptions options() {
        return server.options(name);
    }

    /** Opens a connection that is closed with this database, unless the caller does; blocks. */
    public Connection connect() {
        return connect(ConnectionFactories.get(options()));
    }

    /** Opens a connection through a proxy that is closed with this database, unless the caller does; blocks. */
    public Connection connect(WireProxy proxy) {
        return connect(ConnectionFactories.get(url(proxy)));
    }

    /** Runs the texts, each as one message: several statements in one text are one implicit transaction. */
    public void execute(String... texts) {
        on(sql -> {
            List.of(texts).forEach(sql::execute);
            return name;
        });
    }

    /** All rows of a query; the keys are the column labels in their order. */
    public List<Map<String, @Nullable Object>> query(String text) {
        return on(sql -> sql.query(text));
    }

    /** First column of all rows as text. */
    public List<String> column(String text) {
        return on(sql -> sql.column(text));
    }

    /** First column of the only row as text. */
    public String value(String text) {
        return on(sql -> sql.value(text));
    }

    /** Sessions on this database that the test support has not opened for itself, oldest first. */
    public List<Session> sessions() {
        return onServer(sql -> sql
                .query(
                        """
                        SELECT pid, application_name, coalesce(state, '') AS state, query
                        FROM pg_stat_activity
                        WHERE datname = '%s' AND backend_type = 'client backend' AND application_name <> '%s'
                        ORDER BY backend_start, pid
                        """
                                .formatted(name, TestServer.APPLICATION_NAME))
                .stream()
                .map(TestDatabase::session)
                .toList());
    }

    /** Everything that the database holds now, rows apart. */
    public CatalogFingerprint fingerprint() {
        return on(sql -> CatalogFingerprint.read(sql.connection()));
    }

    @Override
    public synchronized void close() {
        try {
            while (!toClose.isEmpty()) {
                toClose.pop().run();
            }
        } finally {
            onServer(sql -> {
                sql.execute("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
                return name;
            });
        }
    }

    @Override
    public String toString() {
        return name + " on " + server.description();
    }

    private <T> T on(Function<BlockingSql, T> work) {
        return BlockingSql.on(server.support(name), work);
    }

    private <T> T onServer(Function<BlockingSql, T> work) {
        return BlockingSql.on(server.support(server.maintenanceDatabase()), work);
    }

    private synchronized Connection connect(ConnectionFactory factory) {
        Connection connection =
                Objects.requireNonNull(Mono.from(factory.create()).block());
        // A test may have killed it; a lost connection is closed well enough
        toClose.push(() -> Mono.from(connection.close()).onErrorComplete().block());
        return connection;
    }

    private String url(String host, int port) {
        return server.url(name, host, port);
    }

    private static Session session(Map<String, @Nullable Object> row) {
        return new Session(
                (Integer) row.get("pid"), (String) row.get("application_name"), (String) row.get("state"), (String)
                        row.get("query"));
    }
}
