package dev.reflux.operation;

/** The way back of an operation. */
public sealed interface Reverse {

    /** There is one. */
    record By(Operation operation) implements Reverse {}

    /**
     * There is none.
     *
     * @param reason a sentence that says why and, where something helps, what to write
     */
    record None(String reason) implements Reverse {}
}
