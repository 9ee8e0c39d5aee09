package dev.reflux.schema;

/** When a deferrable constraint is checked unless the transaction says otherwise. */
public enum Initially {
    /** After each statement. */
    IMMEDIATE,
    /** At the end of the transaction. */
    DEFERRED
}
