package dev.reflux.dialect;

import org.jspecify.annotations.Nullable;

/**
 * Names of the tables that hold Reflux's own state.
 *
 * @param schema where both tables are; null: not resolved, names stay unqualified and the search path decides
 * @param versionTable table of the current heads
 * @param versionTablePk whether a new version table gets its primary key
 * @param historyTable the audit log, or null for none
 */
public record StateTables(
        @Nullable String schema, String versionTable, boolean versionTablePk, @Nullable String historyTable) {

    /** The same tables in a schema that is known now. */
    public StateTables inSchema(String resolved) {
        return new StateTables(resolved, versionTable, versionTablePk, historyTable);
    }
}
