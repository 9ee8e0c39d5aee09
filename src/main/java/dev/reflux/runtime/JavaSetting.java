package dev.reflux.runtime;

import dev.reflux.operation.ChunkedUpdate;
import dev.reflux.operation.Operation;
import dev.reflux.script.ScriptStatement;
import dev.reflux.sql.TextPosition;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What a Java revision runs in.
 *
 * @param author the class of the revision
 * @param compiler makes statements of operations
 * @param whole writes an update by ranges as one statement
 * @param placeholders placeholders by name
 * @param keepsHistory whether the progress of a revision is recorded
 * @param offline whether a script is written
 */
record JavaSetting(
        AuthorClass author,
        Compiler compiler,
        Function<ChunkedUpdate, String> whole,
        Map<String, String> placeholders,
        boolean keepsHistory,
        boolean offline) {

    /** Makes statements of operations. */
    interface Compiler {

        /**
         * The statements of an operation, in order, with complete names and under the rules of all revisions.
         *
         * @param position where the operation stands
         */
        List<ScriptStatement> compile(Operation operation, TextPosition position);
    }

    /** Copies the placeholders. */
    JavaSetting {
        placeholders = Map.copyOf(placeholders);
    }
}
