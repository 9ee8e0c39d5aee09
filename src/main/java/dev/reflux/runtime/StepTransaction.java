package dev.reflux.runtime;

import dev.reflux.engine.SyncConnection;
import java.util.List;
import java.util.Optional;

/**
 * The transaction that a step's version rows are in, open to listeners before it is committed. To be used within the call
 * that it was given to. Statements run as they would at the start of a revision, whatever the step has set; what they set
 * ends with the step.
 */
public interface StepTransaction {

    /**
     * Runs statements, or writes them into the script.
     *
     * @param statements each one alone, without terminator; one that begins or ends a transaction, or must stand outside of
     *     one, is refused
     */
    void execute(List<String> statements);

    /** As {@link #execute(List)}, with one statement. */
    default void execute(String statement) {
        execute(List.of(statement));
    }

    /** The connection, to ask something; empty where the run writes a script. */
    Optional<SyncConnection> connection();
}
