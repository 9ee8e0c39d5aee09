package dev.reflux.runtime;

import dev.reflux.config.RefluxConfig;
import dev.reflux.dialect.DatabaseState;
import dev.reflux.dialect.Dialect;
import dev.reflux.dialect.StateStatements;
import dev.reflux.dialect.StateTables;
import java.util.ArrayList;
import java.util.List;

/** Reflux's own tables: their configured names, and the statements that create them. */
final class OwnTables {

    private OwnTables() {}

    /** The tables as they are configured, their schema not resolved. */
    static StateTables of(RefluxConfig config) {
        return new StateTables(
                config.versionTableSchema(), config.versionTable(), config.versionTablePk(), config.historyTable());
    }

    /**
     * Creates what a database lacks. Looks first: a role that may not create anything may still run when all is there.
     */
    static List<String> missing(Dialect dialect, StateTables tables, DatabaseState state) {
        StateStatements statements = dialect.state(tables);
        List<String> missing = new ArrayList<>();
        if (!state.schemaExists()) {
            missing.add(statements.createSchema());
        }
        if (!state.versionTableExists()) {
            missing.add(statements.createVersionTable());
        }
        if (!state.historyTableExists() && tables.historyTable() != null) {
            missing.add(statements.createHistoryTable());
        }
        return missing;
    }

    /** Creates everything that a script from base cannot rely on. */
    static List<Creation> all(Dialect dialect, StateTables tables) {
        StateStatements state = dialect.state(tables);
        List<Creation> creations = new ArrayList<>();
        if (tables.schema() != null) {
            creations.add(new Creation(state.createSchema(), false));
        }
        creations.add(new Creation(state.createVersionTable(), true));
        if (tables.historyTable() != null) {
            creations.add(new Creation(state.createHistoryTable(), false));
        }
        return creations;
    }

    /**
     * A statement of a script from base.
     *
     * @param essential false when a reader who wants no more than Alembic has may drop it
     */
    record Creation(String statement, boolean essential) {}
}
