package dev.reflux.testsupport;

import dev.reflux.engine.SyncConnection;
import dev.reflux.migration.Operations;
import dev.reflux.operation.Autocommit;
import dev.reflux.operation.ChunkedUpdate;
import dev.reflux.operation.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Keeps the operations that are run, in order. */
public final class RecordedOperations implements Operations {

    private final List<Operation> operations = new ArrayList<>();

    /** What has been run. */
    public List<Operation> operations() {
        return List.copyOf(operations);
    }

    @Override
    public Operations run(Operation operation) {
        operations.add(operation);
        return this;
    }

    @Override
    public Operations autocommit(Consumer<? super Operations> part) {
        RecordedOperations inside = new RecordedOperations();
        part.accept(inside);
        return run(new Autocommit(inside.operations()));
    }

    @Override
    public Operations updateInChunks(ChunkedUpdate update) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isOffline() {
        return true;
    }

    @Override
    public SyncConnection connection() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Map<String, String> placeholders() {
        return Map.of();
    }
}
