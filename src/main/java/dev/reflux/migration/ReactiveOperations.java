package dev.reflux.migration;

import dev.reflux.operation.Operation;
import reactor.core.publisher.Mono;

/** What a revision can do, as publishers. Nothing happens before subscription. */
public interface ReactiveOperations {

    /** Runs an operation. */
    Mono<Void> run(Operation operation);
}
