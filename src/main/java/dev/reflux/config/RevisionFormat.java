package dev.reflux.config;

/** What a new revision file is written in. */
public enum RevisionFormat {
    /** A {@code .sql} file with {@code -- +upgrade} and {@code -- +downgrade} sections. */
    SQL,
    /** A {@code .yaml} file with operations. */
    YAML,
    /** A {@code .java} source file. */
    JAVA
}
