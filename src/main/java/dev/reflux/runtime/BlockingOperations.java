package dev.reflux.runtime;

import dev.reflux.engine.SyncConnection;
import dev.reflux.migration.Operations;
import dev.reflux.operation.ChunkedUpdate;
import dev.reflux.operation.Operation;
import java.util.Map;
import java.util.function.Consumer;

/** Operations that are done when their method returns, but for the sending. */
final class BlockingOperations implements Operations {

    private final OperationFeed feed;
    private final boolean autocommit;

    BlockingOperations(OperationFeed feed) {
        this(feed, false);
    }

    private BlockingOperations(OperationFeed feed, boolean autocommit) {
        this.feed = feed;
        this.autocommit = autocommit;
    }

    @Override
    public Operations run(Operation operation) {
        feed.run(operation, feed.caller(), autocommit);
        return this;
    }

    @Override
    public Operations updateInChunks(ChunkedUpdate update) {
        feed.run(update, feed.caller(), autocommit);
        return this;
    }

    @Override
    public Operations autocommit(Consumer<? super Operations> operations) {
        feed.requireNoAutocommit(autocommit);
        operations.accept(new BlockingOperations(feed, true));
        return this;
    }

    @Override
    public boolean isOffline() {
        return feed.isOffline();
    }

    @Override
    public SyncConnection connection() {
        return feed.connection(feed.caller());
    }

    @Override
    public Map<String, String> placeholders() {
        return feed.placeholders();
    }
}
