package dev.reflux.dialect;

import java.util.List;

/**
 * Statements that read what the schema of a database consists of. Each query gives rows with the text columns
 * {@code owning_table}, which may be null, {@code key} and {@code definition}, in no order.
 *
 * <p>The queries hold only together with the settings that {@link #alone} and {@link #within} make around them.
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

    /** One message that sends a query outside any transaction and leaves the session as it was. */
    List<String> alone(String query);

    /** One message that sends a query inside an open transaction and leaves its settings as they were. */
    List<String> within(String query);
}
