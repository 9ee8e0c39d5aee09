package dev.reflux.engine;

import dev.reflux.error.UsageException;
import io.r2dbc.spi.Connection;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.publisher.Sinks;

/**
 * One reactive connection, with the bridge into a blocking step.
 *
 * <p>Follows SQLAlchemy's {@code AsyncConnection}: {@link #runSync} is its {@code run_sync}.
 */
public final class AsyncConnection {

    private static final AtomicLong THREADS = new AtomicLong();
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(2);
    private static final Logger log = LoggerFactory.getLogger(AsyncConnection.class);

    private final Connection connection;
    private final Bridge bridge;
    private final StatementExchange exchange;
    private final AtomicBoolean used = new AtomicBoolean();
    private final Sinks.Empty<Void> stepEnded = Sinks.empty();
    private final Mono<Void> closing;

    /** A connection that tells when it is closed. */
    AsyncConnection(
            Connection connection,
            Drivers drivers,
            DriverErrors errors,
            @Nullable ServerWatch watch,
            Consumer<AsyncConnection> closed) {
        this.connection = connection;
        this.bridge = new Bridge(connection, drivers.attach(connection), watch);
        this.exchange = new StatementExchange(bridge, errors);
        this.closing = Mono.defer(this::endStep)
                .then(Mono.defer(this::closeConnection))
                .doFinally(signal -> closed.accept(this))
                .cache();
    }

    /**
     * Runs a blocking step on a thread of its own and completes with its result, empty for null, or with what it threw.
     *
     * <p>The step starts on subscription. Cancelling the subscription cancels the statement that the step is running on
     * the server; every later one fails with {@link dev.reflux.error.CancelledException}, and the step ends in its own
     * time. A connection runs one step in its life.
     */
    public <T> Mono<T> runSync(Function<? super SyncConnection, ? extends T> step) {
        return Mono.create(sink -> {
            if (!used.compareAndSet(false, true)) {
                sink.error(new UsageException("A connection runs one step; connect again for the next one."));
                return;
            }
            AtomicBoolean listening = new AtomicBoolean(true);
            sink.onCancel(() -> {
                listening.set(false);
                cancel("The subscription was cancelled.");
            });
            Runnable bridged = () -> runStep(step, sink, listening);
            Thread thread = new Thread(bridged, "reflux-bridge-" + THREADS.incrementAndGet());
            thread.setDaemon(true);
            thread.start();
        });
    }

    private <T> void runStep(
            Function<? super SyncConnection, ? extends T> step, MonoSink<T> sink, AtomicBoolean listening) {
        bridge.enter();
        Runnable signal;
        try {
            T result = step.apply(new SyncConnection(bridge, exchange));
            signal = () -> sink.success(result);
        } catch (Throwable e) {
            signal = () -> fail(sink, listening, e);
        }
        bridge.leave();
        stepEnded.tryEmitEmpty();
        signal.run();
    }

    /** Reactor logs an error that nobody listens to any more as dropped; ours is already known to the runner. */
    private static void fail(MonoSink<?> sink, AtomicBoolean listening, Throwable error) {
        if (listening.get()) {
            sink.error(error);
        } else {
            log.debug("The cancelled step ended", error);
        }
    }

    /**
     * Cancels the step as a cancelled subscription does, but lets the {@code Mono} of {@link #runSync} signal how it
     * ended. Returns at once; does nothing when no step runs.
     *
     * @param reason a sentence for the error message
     */
    public void cancel(String reason) {
        bridge.cancel(reason);
    }

    /**
     * Closes the connection: cancels a running step first and waits, bounded, for its end. Never fails; further calls
     * complete with the first.
     */
    public Mono<Void> close() {
        return closing;
    }

    private Mono<Void> endStep() {
        if (!used.get()) {
            return Mono.empty();
        }
        return Mono.fromRunnable(() -> bridge.cancel("The connection is being closed."))
                .then(Mono.defer(() -> stepEnded.asMono().timeout(bridge.leftToEnd())))
                .onErrorResume(e -> {
                    log.warn("The migration step did not end; its connection is dropped.");
                    return Mono.empty();
                });
    }

    private Mono<Void> closeConnection() {
        return Mono.from(connection.close()).timeout(CLOSE_LIMIT).onErrorResume(e -> {
            log.debug("Closing the connection failed", e);
            return Mono.empty();
        });
    }
}
