package dev.reflux.runtime;

import dev.reflux.dialect.StateStatements;
import dev.reflux.revision.VersionOp;
import org.jspecify.annotations.Nullable;

/** What one move of the version rows does to the table. */
final class VersionRows {

    private VersionRows() {}

    /** The statement that carries it out. */
    static String statement(StateStatements state, VersionOp op) {
        if (op instanceof VersionOp.Insert insert) {
            return state.insertVersion(insert.id());
        }
        if (op instanceof VersionOp.Update update) {
            return state.updateVersion(update.from(), update.to());
        }
        return state.deleteVersion(((VersionOp.Delete) op).id());
    }

    /** The id that it writes, or null when it writes none. */
    static @Nullable String written(VersionOp op) {
        if (op instanceof VersionOp.Insert insert) {
            return insert.id();
        }
        return op instanceof VersionOp.Update update ? update.to() : null;
    }
}
