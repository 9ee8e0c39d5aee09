package dev.reflux.runtime;

import dev.reflux.config.RefluxConfig;
import dev.reflux.engine.AsyncConnection;
import dev.reflux.engine.AsyncEngine;
import dev.reflux.engine.SyncConnection;
import dev.reflux.error.CancelledException;
import java.time.Duration;
import java.util.function.Function;
import org.reactivestreams.Publisher;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The heart of a run: an engine, one connection of it, a blocking step across the bridge, and everything given back,
 * whether the step succeeds, fails or is cancelled.
 *
 * @param config what the engine is made of
 * @param engines makes the engine; called once for each subscription
 * @param cancellation when it signals, the step is cancelled and the result is a {@link CancelledException}
 */
record OneConnection(RefluxConfig config, Function<RefluxConfig, AsyncEngine> engines, Publisher<?> cancellation) {

    /** How long after a cancellation the step's own end is waited for; closing the connection waits a little more. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    <T> Mono<T> run(Function<? super SyncConnection, ? extends T> step) {
        return Mono.usingWhen(
                Mono.fromSupplier(() -> engines.apply(config)),
                engine ->
                        Mono.usingWhen(connect(engine), connection -> bridge(connection, step), AsyncConnection::close),
                AsyncEngine::dispose);
    }

    private Mono<AsyncConnection> connect(AsyncEngine engine) {
        Mono<AsyncConnection> cancelled = reason().flatMap(reason -> Mono.error(new CancelledException(reason)));
        return Mono.firstWithSignal(engine.connect(), cancelled.switchIfEmpty(Mono.never()));
    }

    private <T> Mono<T> bridge(AsyncConnection connection, Function<? super SyncConnection, ? extends T> step) {
        return Mono.using(
                () -> reason().subscribe(connection::cancel),
                listening -> Mono.firstWithSignal(connection.<T>runSync(step), overdue()),
                Disposable::dispose);
    }

    /** Fails some time after a cancellation: the step may be in code of an author that heeds no interrupt. */
    private <T> Mono<T> overdue() {
        return signal().flatMap(signal -> Mono.delay(PATIENCE).<T>then(Mono.error(() -> unended(signal))))
                .switchIfEmpty(Mono.never());
    }

    private static CancelledException unended(Object signal) {
        return new CancelledException("The run was cancelled: " + signal
                + ". What it runs does not come to an end, so its connection was dropped, and the server rolls back what"
                + " is open.");
    }

    private Mono<String> reason() {
        return signal().map(signal -> "The run was cancelled: " + signal + ".");
    }

    private Mono<Object> signal() {
        return Flux.from(cancellation).next().cast(Object.class);
    }
}
