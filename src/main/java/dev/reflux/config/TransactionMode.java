package dev.reflux.config;

/** How many transactions the steps of a run are divided into. */
public enum TransactionMode {
    /** All steps in one transaction, but where a commit is forced. */
    RUN,
    /** One transaction for each revision, as with Alembic's {@code transaction_per_migration}. */
    REVISION,
    /** No transaction at all. */
    NONE
}
