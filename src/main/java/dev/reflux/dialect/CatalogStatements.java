package dev.reflux.dialect;

import java.util.List;

/**
 * Statements that read what the schema of a database consists of. Each query gives rows with the text columns
 * {@code owning_table}, which may be null, {@code key} and {@code definition}, in no order.
 *
 * <p>The queries hold only together with the settings that {@link #begin} makes and {@link #end} takes back.
 */
public interface CatalogStatements {

    /** Reads every fact about the schema, rows and what moves without any DDL apart. */
    String facts();

    /** Reads where the sequences stand. */
    String sequenceValues();

    /** Name that {@link #prepareFacts} prepares by. */
    String preparedName();

    /** Prepares {@link #facts} for the rest of the session. */
    String prepareFacts();

    /** Reads what {@link #prepareFacts} has prepared; fails where the session does not know it (any more). */
    String preparedFacts();

    /**
     * What comes before a query in its message.
     *
     * @param inTransaction whether a transaction is open
     */
    List<String> begin(boolean inTransaction);

    /**
     * What comes after a query in its message, or alone after a message that failed; leaves the session, its settings and its
     * transaction as they were.
     *
     * @param inTransaction whether a transaction was open before
     */
    List<String> end(boolean inTransaction);
}
