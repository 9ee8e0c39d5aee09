package dev.reflux.schema;

/** Where an index column has its nulls. */
public enum NullsOrder {
    /** Before all values. */
    FIRST,
    /** After all values. */
    LAST
}
