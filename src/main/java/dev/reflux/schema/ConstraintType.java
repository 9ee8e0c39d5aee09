package dev.reflux.schema;

/** The kinds of constraints; in lower case, the keys of revision files. */
public enum ConstraintType {
    /** {@link PrimaryKey}. */
    PRIMARY_KEY,
    /** {@link Unique}. */
    UNIQUE,
    /** {@link ForeignKey}. */
    FOREIGN_KEY,
    /** {@link Check}. */
    CHECK,
    /** {@link Exclude}. */
    EXCLUDE
}
