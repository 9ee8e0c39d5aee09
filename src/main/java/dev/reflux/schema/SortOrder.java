package dev.reflux.schema;

/** Direction of an index column. */
public enum SortOrder {
    /** From the smallest. */
    ASC,
    /** From the greatest. */
    DESC
}
