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
        return create(
                dialect.state(tables),
                !state.schemaExists(),
                !state.versionTableExists(),
                !state.historyTableExists() && tables.historyTable() != null);
    }

    /** Creates everything that a script from base cannot rely on. */
    static List<String> all(Dialect dialect, StateTables tables) {
        return create(dialect.state(tables), tables.schema() != null, true, tables.historyTable() != null);
    }

    private static List<String> create(StateStatements state, boolean schema, boolean versions, boolean history) {
        List<String> statements = new ArrayList<>();
        if (schema) {
            statements.add(state.createSchema());
        }
        if (versions) {
            statements.add(state.createVersionTable());
        }
        if (history) {
            statements.add(state.createHistoryTable());
        }
        return statements;
    }
}
