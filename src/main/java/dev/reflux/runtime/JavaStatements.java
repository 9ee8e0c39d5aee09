package dev.reflux.runtime;

import dev.reflux.dialect.Dialect;
import dev.reflux.operation.Autocommit;
import dev.reflux.operation.ChunkedUpdate;
import dev.reflux.operation.Operation;
import dev.reflux.script.ScriptStatement;
import dev.reflux.script.notation.PlacedOperation;
import dev.reflux.sql.TextPosition;
import java.util.List;

/** Makes the statements of what a Java revision calls, one call after the other. */
final class JavaStatements {

    private final Dialect dialect;
    private final OperationStatements operations;

    /**
     * Statements of one revision.
     *
     * @param revision its id
     * @param file its file, as the user knows it
     */
    JavaStatements(EnvironmentContext context, String revision, String file) {
        this.dialect = context.dialect();
        this.operations = new OperationStatements(context, revision, file);
    }

    /**
     * The statements of an operation, in order.
     *
     * @param position where it is called
     */
    List<ScriptStatement> compile(Operation operation, TextPosition position, boolean autocommit) {
        PlacedOperation placed = placed(operation, position);
        List<PlacedOperation> whole = List.of(
                autocommit
                        ? new PlacedOperation(new Autocommit(List.of(operation)), position, List.of(placed))
                        : placed);
        return operations.compile(operations.named(whole));
    }

    private static PlacedOperation placed(Operation operation, TextPosition position) {
        List<PlacedOperation> parts = operation instanceof Autocommit autocommit
                ? autocommit.operations().stream()
                        .map(each -> placed(each, position))
                        .toList()
                : List.of();
        return new PlacedOperation(operation, position, parts);
    }

    /** An update by ranges with its placeholders replaced. */
    ChunkedUpdate replaced(ChunkedUpdate update, TextPosition position) {
        String where = update.where();
        return new ChunkedUpdate(
                update.table(),
                update.schema(),
                update.key(),
                update.size(),
                operations.replaced(update.set(), position),
                where == null ? null : operations.replaced(where, position));
    }

    /** An update by ranges as one statement. */
    ScriptStatement whole(ChunkedUpdate update, TextPosition position, boolean autocommit) {
        return operations.statement(dialect.chunks(update).whole(), position, autocommit);
    }

    /** Refuses what not even the connection may be asked, such as a {@code COMMIT}. */
    void checkAsked(List<String> statements, TextPosition position) {
        statements.forEach(each -> operations.checkAsked(each, position));
    }
}
