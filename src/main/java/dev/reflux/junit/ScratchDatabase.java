package dev.reflux.junit;

import dev.reflux.error.ConfigException;
import dev.reflux.error.Place;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.Wrapped;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A database that is dropped in the end, whoever is still connected. Safe to share.
 *
 * <p>What the kit does in it goes over one connection that stays open between uses.
 */
final class ScratchDatabase {

    static final String PREFIX = "reflux_test_";

    private static final int RANDOM = 12;
    private static final String NOT_PREPARED = "26000";
    private static final String NOT_PERMITTED = "42501";

    private final TestServer server;
    private final String name;
    private final KeptConnectionFactory connections;
    private final ConnectionFactory fresh;
    private final AtomicReference<@Nullable Object> prepared = new AtomicReference<>();

    private ScratchDatabase(TestServer server, String name) {
        this.server = server;
        this.name = name;
        this.connections = new KeptConnectionFactory(server.support(name));
        this.fresh = ConnectionFactories.get(server.options(name));
    }

    /** Creates one, empty or with what another database holds, which nobody may be connected to. */
    static Mono<ScratchDatabase> create(TestServer server, @Nullable String template) {
        return Mono.defer(() -> {
            String name = PREFIX + UUID.randomUUID().toString().replace("-", "").substring(0, RANDOM);
            ScratchDatabase database = new ScratchDatabase(server, name);
            server.remember(name);
            return server.version()
                    .map(major -> server.dialect().server().create(name, template, server.isDisposable(), major))
                    .flatMap(server::run)
                    .onErrorMap(R2dbcException.class, e -> notCreated(server, e))
                    .then(template == null ? Mono.<Void>empty() : database.like(template))
                    .thenReturn(database);
        });
    }

    private static Throwable notCreated(TestServer server, R2dbcException refusal) {
        return NOT_PERMITTED.equals(refusal.getSqlState())
                ? new ConfigException(
                        "The role " + server.username() + " may not create databases on the test server ("
                                + server.description() + "), and each test needs one of its own. Run ALTER ROLE "
                                + server.username() + " CREATEDB there, or name another role in reflux.test.url.",
                        Place.UNKNOWN,
                        refusal)
                : refusal;
    }

    private Mono<Void> like(String template) {
        return server.run(server.dialect().server().likeTemplate(name, template))
                .onErrorResume(e -> drop().onErrorComplete().then(Mono.error(e)));
    }

    String name() {
        return name;
    }

    TestServer server() {
        return server;
    }

    /** R2DBC URL with credentials. */
    String url() {
        return server.url(name);
    }

    /** The connection of the kit; one that is closed goes back to be used again. */
    ConnectionFactory connections() {
        return connections;
    }

    /**
     * The same for a run, which finds nothing that one before has left in the session: in production each has a session of
     * its own.
     */
    ConnectionFactory runs() {
        String forget = String.join(
                ";\n",
                server.dialect().session().forget(server.dialect().catalog().preparedName()));
        return new ConnectionFactory() {
            @Override
            public Publisher<? extends Connection> create() {
                return Mono.from(connections.create()).flatMap(connection -> PlainRow.of(connection, forget)
                        .then(Mono.<Connection>just(connection))
                        .onErrorResume(e ->
                                Mono.from(connection.close()).onErrorComplete().then(Mono.error(e))));
            }

            @Override
            public ConnectionFactoryMetadata getMetadata() {
                return connections.getMetadata();
            }
        };
    }

    /** Connections of their own, for those under test. */
    ConnectionFactory fresh() {
        return fresh;
    }

    /** Runs work over the connection of the kit. */
    <T> Flux<T> on(Function<Connection, ? extends Publisher<T>> work) {
        return Flux.usingWhen(connections.create(), work, Connection::close);
    }

    /** Everything that the database holds, rows apart. */
    Mono<CatalogFingerprint> fingerprint() {
        return on(this::fingerprint).single();
    }

    /** The same, with where the sequences stand. */
    Mono<CatalogFingerprint> fingerprintWithSequenceValues() {
        return on(connection -> new CatalogReader(connection, server.dialect().catalog()).readWithSequenceValues())
                .single();
    }

    private Mono<CatalogFingerprint> fingerprint(Connection connection) {
        CatalogReader reader = new CatalogReader(connection, server.dialect().catalog());
        Object session = connection instanceof Wrapped<?> wrapped ? wrapped.unwrap() : connection;
        Mono<CatalogFingerprint> anew =
                reader.prepare().doOnSuccess(done -> prepared.set(session)).then(reader.readPrepared());
        // A revision may have made the session forget it
        return prepared.get() == session
                ? reader.readPrepared()
                        .onErrorResume(
                                R2dbcException.class, e -> NOT_PREPARED.equals(e.getSqlState()) ? anew : Mono.error(e))
                : anew;
    }

    /** Ends the connection of the kit, so that the database may be copied; uses after that make a connection each. */
    Mono<Void> release() {
        return connections.close();
    }

    /** Gives it another name; only what is called for on the server itself may follow. */
    Mono<Void> rename(String newName) {
        return release()
                .then(server.run(server.dialect().server().rename(name, newName)))
                .then(Mono.fromRunnable(() -> server.forget(name)));
    }

    /** Drops it. */
    Mono<Void> drop() {
        return release()
                .then(server.run(server.dialect().server().drop(name)))
                .then(Mono.fromRunnable(() -> server.forget(name)));
    }

    @Override
    public String toString() {
        return name + " on " + server.description();
    }
}
