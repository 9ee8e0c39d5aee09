package dev.reflux.migration;

import dev.reflux.operation.BulkInsert;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What a revision can do, as publishers. Arguments are checked when a method is called; nothing is sent before
 * subscription, and each subscription runs the operation once.
 *
 * <p>Subscriptions may come from any thread, and many at a time: the statements are sent in the order of the
 * subscriptions, by the thread of the migration, which signals their end too and may be blocked. That thread is busy
 * while the migration's method is called, so waiting there for another thread that uses the operations would never end.
 */
public interface ReactiveOperations
        extends TableOperations<Mono<Void>>,
                ConstraintOperations<Mono<Void>>,
                ObjectOperations<Mono<Void>>,
                DataOperations<Mono<Void>> {

    /**
     * As {@link Operations#autocommit}.
     *
     * @param operations makes the publisher that uses the operations given to it; what it emits is ignored
     */
    Mono<Void> autocommit(Function<? super ReactiveOperations, ? extends Publisher<?>> operations);

    /** Whether a script is written and there is no database to ask. */
    boolean isOffline();

    /**
     * As {@link Operations#connection}.
     *
     * @throws dev.reflux.error.InvalidRevisionFileException where a script is written
     */
    ReactiveConnection connection();

    /** Placeholders of the configuration and of {@code -x name=value}, which wins. Immutable. */
    Map<String, String> placeholders();

    /** The value of a placeholder. */
    default Optional<String> placeholder(String name) {
        return Optional.ofNullable(placeholders().get(name));
    }

    /**
     * Inserts rows as they come, a thousand in one statement.
     *
     * @param rows each a map from column to value
     */
    default Mono<Void> bulkInsert(String table, Publisher<? extends Map<String, ? extends @Nullable Object>> rows) {
        return bulkInsert(table, rows, options -> {});
    }

    /**
     * Inserts rows as they come, a thousand in one statement.
     *
     * @param rows each a map from column to value
     * @param options schema and columns; called for each statement
     */
    default Mono<Void> bulkInsert(
            String table,
            Publisher<? extends Map<String, ? extends @Nullable Object>> rows,
            Consumer<? super BulkInsert.Builder> options) {
        return Flux.from(rows)
                .buffer(Rows.CHUNK)
                .index()
                .concatMap(chunk -> run(Rows.insert(table, chunk.getT2(), chunk.getT1() * Rows.CHUNK, options)), 1)
                .then();
    }
}
