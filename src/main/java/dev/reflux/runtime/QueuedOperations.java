package dev.reflux.runtime;

import dev.reflux.engine.ResultRow;
import dev.reflux.engine.SyncConnection;
import dev.reflux.migration.ReactiveConnection;
import dev.reflux.migration.ReactiveOperations;
import dev.reflux.operation.ChunkedUpdate;
import dev.reflux.operation.Operation;
import dev.reflux.sql.TextPosition;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Operations that wait in a queue for the thread of the migration. Where one stands in the file is found out when its
 * method is called: at the time of the subscription the author's code may be on no stack.
 */
final class QueuedOperations implements ReactiveOperations {

    private final OperationFeed feed;
    private final TaskQueue queue;
    private final boolean autocommit;

    QueuedOperations(OperationFeed feed, TaskQueue queue) {
        this(feed, queue, false);
    }

    private QueuedOperations(OperationFeed feed, TaskQueue queue, boolean autocommit) {
        this.feed = feed;
        this.queue = queue;
        this.autocommit = autocommit;
    }

    @Override
    public Mono<Void> run(Operation operation) {
        TextPosition position = feed.caller();
        return queue.run(() -> feed.run(operation, position, autocommit));
    }

    @Override
    public Mono<Void> updateInChunks(ChunkedUpdate update) {
        TextPosition position = feed.caller();
        return queue.run(() -> feed.run(update, position, autocommit));
    }

    @Override
    public Mono<Void> autocommit(Function<? super ReactiveOperations, ? extends Publisher<?>> operations) {
        feed.requireNoAutocommit(autocommit);
        ReactiveOperations inside = new QueuedOperations(feed, queue, true);
        return Mono.defer(() -> Flux.from(operations.apply(inside)).then());
    }

    @Override
    public boolean isOffline() {
        return feed.isOffline();
    }

    @Override
    public ReactiveConnection connection() {
        if (feed.isOffline()) {
            throw feed.failures().noConnection(feed.caller());
        }
        return new ReactiveConnection() {

            @Override
            public Mono<Long> execute(String statement) {
                return asked(connection -> connection.execute(statement));
            }

            @Override
            public Flux<ResultRow> query(String statement) {
                Mono<List<ResultRow>> rows = asked(connection -> connection.query(statement));
                return rows.flatMapIterable(each -> each);
            }
        };
    }

    private <T> Mono<T> asked(Function<SyncConnection, T> question) {
        TextPosition position = feed.caller();
        return queue.call(() -> feed.ask(position, question));
    }

    @Override
    public Map<String, String> placeholders() {
        return feed.placeholders();
    }
}
