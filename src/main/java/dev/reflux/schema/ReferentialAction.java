package dev.reflux.schema;

/** What happens to referencing rows. */
public enum ReferentialAction {
    /** An error, maybe deferred. */
    NO_ACTION,
    /** An error at once. */
    RESTRICT,
    /** They follow. */
    CASCADE,
    /** Their columns become null. */
    SET_NULL,
    /** Their columns get their defaults. */
    SET_DEFAULT
}
