package dev.reflux.sql;

/** How a statement gets on with transactions, and what else a runner must know before it sends it. */
public enum StatementKind {
    /** May run in a transaction block. */
    ORDINARY,
    /** Cannot run in a transaction block. */
    BARE,
    /** May run in a transaction block, but outside of one may commit by itself ({@code CALL}, {@code DO}). */
    SELF_COMMITTING,
    /** Begins or ends a transaction ({@code BEGIN}, {@code COMMIT} …); {@code SAVEPOINT} and its like are ordinary. */
    TRANSACTION_CONTROL,
    /** Takes its data from the client ({@code COPY … FROM stdin}). */
    COPY_FROM_CLIENT,
    /** Sends data to the client ({@code COPY … TO stdout}). */
    COPY_TO_CLIENT,
    /** Creates the type that the statement names. */
    TYPE_CREATION,
    /** Adds a value to the enum that the statement names; it cannot be used before the commit if the enum is older. */
    ENUM_VALUE_ADDITION,
    /** Changes how the server reads the statements that follow, so that they could not be told apart any more. */
    LEXIS_CHANGE
}
