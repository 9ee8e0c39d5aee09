package dev.reflux.engine;

import dev.reflux.config.RefluxConfig;
import io.r2dbc.spi.ConnectionFactory;
import java.util.Optional;
import java.util.ServiceLoader;
import reactor.core.publisher.Mono;

/** Where an engine's connections come from, and what has to be given back in the end. */
interface ConnectionSource {

    /** The factory; completes after a server behind it, if any, has been started. */
    Mono<ConnectionFactory> open();

    /** Asks the server whether it is there; empty where there is no way to. To be called once a connection is open. */
    default Optional<Mono<Void>> probe() {
        return Optional.empty();
    }

    /** What errors call the database: a URL without secrets, or the factory's name. */
    String describe();

    /** Whether {@link #describe} tells the address of the server. */
    default boolean tellsAddress() {
        return true;
    }

    /** Gives back what the source made; never fails. */
    Mono<Void> dispose();

    static ConnectionSource fromConfig(RefluxConfig config) {
        return ServiceLoader.load(ServerProvider.class, ConnectionSource.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .flatMap(provider -> provider.launch(config).stream())
                .findFirst()
                .<ConnectionSource>map(launch -> new LaunchedSource(launch, config))
                .orElseGet(() -> ConfiguredSource.of(config));
    }

    static ConnectionSource over(ConnectionFactory factory) {
        return new GivenSource(PooledFactory.beside(factory));
    }
}
