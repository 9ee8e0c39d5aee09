package dev.reflux.dialect;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What Reflux's own tables say.
 *
 * @param schema the schema of the tables: the configured one, else where the search path finds the version table, else
 *     the one that new tables would go to; null when the search path names no schema that exists
 * @param schemaExists false when a configured schema is not there yet
 * @param versionWidth most characters that the version column holds; null when there is no table or no limit
 * @param versionTableExists whether there is a version table
 * @param historyTableExists whether there is a history table
 * @param newEnumValuesUsable whether a value added to an enum can be used before the commit when the enum itself is of
 *     the same transaction, as PostgreSQL 17 and later have it
 * @param heads the rows of the version table, sorted
 * @param unfinished revisions left half-way, oldest first
 * @param checksums what was asked of the checksums in the history
 */
public record DatabaseState(
        @Nullable String schema,
        boolean schemaExists,
        @Nullable Integer versionWidth,
        boolean versionTableExists,
        boolean historyTableExists,
        boolean newEnumValuesUsable,
        List<String> heads,
        List<UnfinishedRevision> unfinished,
        RecordedChecksums checksums) {

    /** Copies the lists. */
    public DatabaseState {
        heads = List.copyOf(heads);
        unfinished = List.copyOf(unfinished);
    }
}
