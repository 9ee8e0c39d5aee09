package dev.reflux.runtime;

import dev.reflux.operation.Autocommit;
import dev.reflux.operation.ChunkedUpdate;
import dev.reflux.operation.Operation;
import dev.reflux.script.CompiledStatements;
import dev.reflux.script.ScriptStatement;
import dev.reflux.script.notation.PlacedOperation;
import dev.reflux.sql.Placeholders;
import dev.reflux.sql.SqlLexis;
import dev.reflux.sql.Statement;
import dev.reflux.sql.StatementKind;
import dev.reflux.sql.StatementTraits;
import dev.reflux.sql.TextPosition;
import java.util.List;

/** Makes the statements of what a Java revision calls, one call after the other. */
final class JavaStatements {

    private final EnvironmentContext context;
    private final String file;
    private final OperationStatements operations;
    private final CompiledStatements statements;
    private final Placeholders placeholders;

    /**
     * Statements of one revision.
     *
     * @param revision its id
     * @param file its file, as the user knows it
     */
    JavaStatements(EnvironmentContext context, String revision, String file) {
        SqlLexis lexis = context.dialect().lexis();
        this.context = context;
        this.file = file;
        this.operations = new OperationStatements(context, revision, file);
        this.statements = new CompiledStatements(file, lexis);
        this.placeholders = new Placeholders(context.config().placeholders(), lexis);
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
                replaced(update.set(), position),
                where == null ? null : replaced(where, position));
    }

    private String replaced(String text, TextPosition position) {
        StatementTraits ordinary = new StatementTraits(StatementKind.ORDINARY, null);
        return placeholders
                .replace(file, new Statement(text, position, ordinary))
                .text();
    }

    /** An update by ranges as one statement. */
    ScriptStatement whole(ChunkedUpdate update, TextPosition position, boolean autocommit) {
        return statements.statement(context.dialect().chunks(update).whole(), position, autocommit);
    }
}
