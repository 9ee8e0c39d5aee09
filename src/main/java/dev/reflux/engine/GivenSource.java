package dev.reflux.engine;

import io.r2dbc.spi.ConnectionFactory;
import reactor.core.publisher.Mono;

/** The caller's own connection factory. */
record GivenSource(ConnectionFactory factory) implements ConnectionSource {

    @Override
    public Mono<ConnectionFactory> open() {
        return Mono.just(factory);
    }

    @Override
    public String describe() {
        return "the application's " + factory.getMetadata().getName() + " database";
    }

    @Override
    public boolean tellsAddress() {
        return false;
    }

    @Override
    public Mono<Void> dispose() {
        return Mono.empty();
    }
}
