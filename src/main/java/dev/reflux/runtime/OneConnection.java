package dev.reflux.runtime;

import dev.reflux.config.RefluxConfig;
import dev.reflux.engine.AsyncConnection;
import dev.reflux.engine.AsyncEngine;
import dev.reflux.engine.SyncConnection;
import dev.reflux.error.CancelledException;
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
                listening -> connection.<T>runSync(step),
                Disposable::dispose);
    }

    private Mono<String> reason() {
        return Flux.from(cancellation)
                .next()
                .map(signal -> "The run was cancelled: " + signal + ". Its open transaction was rolled back.");
    }
}
