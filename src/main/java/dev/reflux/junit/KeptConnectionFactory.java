package dev.reflux.junit;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import io.r2dbc.spi.ValidationDepth;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/**
 * Keeps one connection open between uses, so that a run of one small revision does not wait for a session: closing a connection
 * hands it back. Whoever asks while it is in use gets one that is really closed afterwards, and so does everybody once the
 * factory is closed. Safe to share.
 *
 * <p>A connection that was lost, or has a transaction open, is not kept.
 */
final class KeptConnectionFactory implements ConnectionFactory {

    private final ConnectionFactory factory;
    private final AtomicReference<@Nullable Connection> idle = new AtomicReference<>();
    private volatile boolean closed;

    KeptConnectionFactory(ConnectionFactory factory) {
        this.factory = factory;
    }

    @Override
    public Publisher<? extends Connection> create() {
        return Mono.defer(this::next).map(connection -> new KeptConnection(connection, giveBack(connection)));
    }

    private Mono<Connection> next() {
        Connection kept = idle.getAndSet(null);
        Mono<Connection> made = Mono.from(factory.create()).map(Connection.class::cast);
        return kept == null
                ? made
                : isAlive(kept, ValidationDepth.REMOTE)
                        .flatMap(alive -> alive ? Mono.just(kept) : drop(kept).then(made));
    }

    private Mono<Void> giveBack(Connection connection) {
        return isAlive(connection, ValidationDepth.LOCAL)
                .filter(alive -> alive && connection.isAutoCommit() && keep(connection))
                .map(kept -> Mono.<Void>empty())
                .defaultIfEmpty(drop(connection))
                .flatMap(end -> end);
    }

    private static Mono<Boolean> isAlive(Connection connection, ValidationDepth depth) {
        return Mono.<Boolean>from(connection.validate(depth)).onErrorReturn(false);
    }

    private boolean keep(Connection connection) {
        return !closed && idle.compareAndSet(null, connection) && (!closed || !idle.compareAndSet(connection, null));
    }

    private static Mono<Void> drop(Connection connection) {
        return Mono.from(connection.close()).onErrorComplete();
    }

    /** Closes the connection that is kept; others end with their use. */
    Mono<Void> close() {
        return Mono.defer(() -> {
            closed = true;
            Connection kept = idle.getAndSet(null);
            return kept == null ? Mono.empty() : drop(kept);
        });
    }

    @Override
    public ConnectionFactoryMetadata getMetadata() {
        return factory.getMetadata();
    }
}
