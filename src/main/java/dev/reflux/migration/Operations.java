package dev.reflux.migration;

import dev.reflux.operation.Operation;

/** What a revision can do. */
public interface Operations {

    /** Runs an operation. */
    void run(Operation operation);
}
