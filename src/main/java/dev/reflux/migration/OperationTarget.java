package dev.reflux.migration;

import dev.reflux.operation.Operation;

/**
 * Takes finished operations. The interfaces that extend it give each operation a method of its own.
 *
 * <p>Arguments are checked when a method is called: it throws {@link dev.reflux.error.InvalidOperationException} when they
 * cannot be carried out.
 *
 * @param <R> what a call gives: {@link Operations} themselves, or a {@code Mono} that runs it
 */
public interface OperationTarget<R> {

    /** Runs an operation, or prints it where a script is written. */
    R run(Operation operation);
}
