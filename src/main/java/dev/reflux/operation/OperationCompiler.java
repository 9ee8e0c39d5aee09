package dev.reflux.operation;

import java.util.List;

/** Turns operations into the statements of a database. Pure: the same operation gives the same statements. */
public interface OperationCompiler {

    /**
     * The statements of an operation.
     *
     * @return in the order in which they run, each without terminator; empty when there is nothing to do
     * @throws dev.reflux.error.InvalidOperationException if the database has no way to say it
     */
    List<String> compile(Operation operation);
}
