package dev.reflux.engine;

import dev.reflux.config.RefluxConfig;
import io.r2dbc.spi.ConnectionFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** A database whose server is started with the first connection and stopped with the engine. */
final class LaunchedSource implements ConnectionSource {

    private static final Logger log = LoggerFactory.getLogger(LaunchedSource.class);

    private record Launched(ServerProvider.Server server, ConfiguredSource source) {}

    private final ServerProvider.Launch launch;
    private final RefluxConfig config;
    private final Object lock = new Object();
    private @Nullable Launched launched;
    private boolean disposed;

    LaunchedSource(ServerProvider.Launch launch, RefluxConfig config) {
        this.launch = launch;
        this.config = config;
    }

    @Override
    public Mono<ConnectionFactory> open() {
        return Mono.fromCallable(this::launched)
                .subscribeOn(Schedulers.boundedElastic())
                .flatMap(running -> running.source().open());
    }

    /** Starting and stopping exclude each other, so that a start that outlives its subscriber is still stopped. */
    private Launched launched() {
        synchronized (lock) {
            if (disposed) {
                throw new IllegalStateException("The engine was disposed of");
            }
            if (launched == null) {
                ServerProvider.Server server = launch.start();
                ConfiguredSource source =
                        ConfiguredSource.of(config, server.url(), server.username(), server.password());
                launched = new Launched(server, source);
            }
            return launched;
        }
    }

    @Override
    public String describe() {
        return "the server behind " + config.mask(String.valueOf(config.url()));
    }

    @Override
    public Mono<Void> dispose() {
        return Mono.<Void>fromRunnable(this::stop)
                .subscribeOn(Schedulers.boundedElastic())
                .onErrorResume(e -> {
                    log.warn("The server behind {} could not be stopped: {}", config.url(), e.getMessage());
                    return Mono.empty();
                });
    }

    private void stop() {
        synchronized (lock) {
            disposed = true;
            if (launched != null) {
                launched.source().dispose().block();
                launched.server().stop().run();
            }
        }
    }
}
