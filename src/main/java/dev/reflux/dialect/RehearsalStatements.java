package dev.reflux.dialect;

import java.util.List;

/** What a rehearsal of revisions needs to disturb and to watch the sessions of a database that nobody else uses. */
public interface RehearsalStatements {

    /** Ends the session that runs it, in the midst of whatever message or transaction it stands in. */
    String endThisSession();

    /** Makes every session that is opened from now on refuse to write. */
    String refuseWrites();

    /**
     * Asks which locks that shut out every reader other sessions hold now, on tables that were committed before: those that
     * a session has made itself and not committed shut out nobody. Gives the texts {@code name}, that of the table with its
     * schema, and {@code message}, what the session runs or the beginning of it.
     */
    String exclusiveLocks();

    /**
     * Asks for the rows of our own tables by the places that they are stored at, so that a row written anew is another one:
     * one row with a text {@code stored}.
     *
     * @param tables our own tables, which exist
     */
    String storedRows(StateTables tables);

    /**
     * Lists the tables that hold or held rows: one row with a text {@code name} for each, fit for {@link #contents}.
     *
     * @param except tables to be left out
     */
    String filledTables(StateTables except);

    /**
     * Tells where the sequences stand: for each one row with the texts {@code name} and {@code value}, which is null while
     * it was never used, or may not be asked.
     *
     * @param except tables whose sequences are left out
     */
    String sequenceValues(StateTables except);

    /**
     * Reads whole tables: for each stored row, in a defined order, one row with the text {@code name} of its table and the
     * text {@code contents}.
     *
     * @param tables as {@link #filledTables} names them, at least one
     * @param most how many rows of each table are enough
     */
    String contents(List<String> tables, int most);

    /**
     * Digests what the columns of tables hold, in no order of rows: for each column one row with the texts {@code name} of its
     * table, {@code column_name} and {@code digest}. A table without rows gives none.
     *
     * @param tables as {@link #filledTables} names them, at least one
     */
    String columnDigests(List<String> tables);
}
