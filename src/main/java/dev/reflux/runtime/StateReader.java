package dev.reflux.runtime;

import dev.reflux.dialect.AppliedRevision;
import dev.reflux.dialect.DatabaseState;
import dev.reflux.dialect.Dialect;
import dev.reflux.dialect.StateStatements;
import dev.reflux.dialect.StateTables;
import dev.reflux.engine.SyncConnection;
import dev.reflux.error.ConfigException;
import dev.reflux.error.Place;
import dev.reflux.error.RevisionGraphException;
import dev.reflux.revision.VersionOp;
import java.util.List;

/** Reads our own tables in one message, and settles where they are. */
final class StateReader {

    private StateReader() {}

    static DatabaseState read(SyncConnection connection, Dialect dialect, StateTables tables) {
        StateStatements state = dialect.state(tables);
        return state.decode(connection.query(state.read()));
    }

    /** As {@link #read}, with the checksums in the history where they differ from those of the fingerprint. */
    static DatabaseState readWithChecksums(
            SyncConnection connection, Dialect dialect, StateTables tables, String fingerprint) {
        StateStatements state = dialect.state(tables);
        return state.decode(connection.query(state.readWithChecksums(fingerprint)));
    }

    /** What the history holds for applied; empty where there is none. */
    static List<AppliedRevision> readApplied(
            SyncConnection connection, Dialect dialect, StateTables tables, DatabaseState state) {
        if (!state.historyTableExists()) {
            return List.of();
        }
        StateStatements statements = dialect.state(resolve(tables, state));
        return connection.query(statements.readApplied()).stream()
                .map(statements::decodeApplied)
                .toList();
    }

    /** The tables in the schema that the server resolved. */
    static StateTables resolve(StateTables tables, DatabaseState state) {
        if (state.schema() == null) {
            throw new ConfigException("No schema of the search path exists, so there is no place for "
                    + tables.versionTable() + ". Set version-table-schema, or create a schema.");
        }
        return tables.inSchema(state.schema());
    }

    /** Refuses ids that the version column, maybe one taken over from Alembic, cannot hold. */
    static void requireWidth(DatabaseState state, RunPlanner.PlannedRun run, StateTables tables) {
        Integer width = state.versionWidth();
        if (width == null) {
            return;
        }
        for (PlannedStep step : run.steps()) {
            for (VersionOp op : step.step().versionOps()) {
                String id = VersionRows.written(op);
                if (id != null && id.codePointCount(0, id.length()) > width) {
                    throw new RevisionGraphException(
                            RevisionGraphException.Kind.INVALID_REVISION_ID,
                            "Revision id " + id + " is longer than the " + width + " characters that "
                                    + tables.versionTable() + ".version_num holds. Widen the column: ALTER TABLE "
                                    + tables.versionTable() + " ALTER COLUMN version_num TYPE varchar(64).",
                            Place.ofRevision(id));
                }
            }
        }
    }
}
