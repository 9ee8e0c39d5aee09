package dev.reflux.migration;

import dev.reflux.engine.ResultRow;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The connection of a migration, for queries, as publishers. Nothing is sent before subscription. */
public interface ReactiveConnection {

    /** Runs one statement, drops its rows, and gives the server's count of rows. */
    Mono<Long> execute(String statement);

    /** Runs one statement and gives its rows in order, once all have come. */
    Flux<ResultRow> query(String statement);
}
