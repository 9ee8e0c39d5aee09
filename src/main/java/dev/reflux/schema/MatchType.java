package dev.reflux.schema;

/** Which rows a foreign key of several columns holds for. */
public enum MatchType {
    /** Those without a null. */
    SIMPLE,
    /** Those that are not null throughout. */
    FULL
}
