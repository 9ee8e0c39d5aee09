package dev.reflux.runtime;

import dev.reflux.error.InvalidOperationException;
import dev.reflux.error.InvalidRevisionFileException;
import dev.reflux.error.Place;
import dev.reflux.operation.Autocommit;
import dev.reflux.operation.AutocommitRules;
import dev.reflux.operation.Execute;
import dev.reflux.operation.NamingConvention;
import dev.reflux.operation.Operation;
import dev.reflux.operation.OperationCompiler;
import dev.reflux.script.CompiledStatements;
import dev.reflux.script.ScriptStatement;
import dev.reflux.script.notation.PlacedOperation;
import dev.reflux.sql.Placeholders;
import dev.reflux.sql.SqlLexis;
import dev.reflux.sql.Statement;
import dev.reflux.sql.StatementKind;
import dev.reflux.sql.StatementTraits;
import dev.reflux.sql.TextPosition;
import java.util.ArrayList;
import java.util.List;

/** Makes the statements of a revision's operations: names are completed, placeholders replaced, rules checked. */
final class OperationStatements {

    private final String revision;
    private final String file;
    private final NamingConvention names;
    private final OperationCompiler compiler;
    private final Placeholders placeholders;
    private final CompiledStatements statements;

    /**
     * Statements of one revision.
     *
     * @param revision its id
     * @param file its file, as the user knows it
     */
    OperationStatements(EnvironmentContext context, String revision, String file) {
        SqlLexis lexis = context.dialect().lexis();
        this.revision = revision;
        this.file = file;
        this.names = NamingConvention.of(context.config().namingConvention());
        this.compiler = context.dialect().operations();
        this.placeholders = new Placeholders(context.config().placeholders(), lexis);
        this.statements = new CompiledStatements(file, lexis);
    }

    /** The operations with their names complete, which reverses need. */
    List<PlacedOperation> named(List<PlacedOperation> operations) {
        return operations.stream().flatMap(each -> named(each).stream()).toList();
    }

    private List<PlacedOperation> named(PlacedOperation placed) {
        if (placed.operation() instanceof Autocommit) {
            List<PlacedOperation> parts = named(placed.parts());
            Autocommit whole = new Autocommit(
                    parts.stream().map(PlacedOperation::operation).toList());
            return List.of(new PlacedOperation(whole, placed.position(), parts));
        }
        return at(placed.position(), () -> names.apply(placed.operation())).stream()
                .map(each -> new PlacedOperation(each, placed.position(), List.of()))
                .toList();
    }

    /**
     * The statements of operations, with complete names, in order.
     *
     * @throws InvalidRevisionFileException at the operation that cannot be carried out
     */
    List<ScriptStatement> compile(List<PlacedOperation> operations) {
        List<ScriptStatement> compiled = new ArrayList<>();
        for (PlacedOperation placed : operations) {
            if (placed.operation() instanceof Autocommit) {
                placed.parts().forEach(part -> compile(part, true, compiled));
            } else {
                compile(placed, false, compiled);
            }
        }
        return compiled;
    }

    private void compile(PlacedOperation placed, boolean autocommit, List<ScriptStatement> compiled) {
        TextPosition position = placed.position();
        for (String text : at(position, () -> texts(placed.operation(), position, autocommit))) {
            compiled.add(statement(text, position, autocommit));
        }
    }

    private List<String> texts(Operation operation, TextPosition position, boolean autocommit) {
        if (!autocommit) {
            AutocommitRules.checkOutside(operation);
        }
        return compiler.compile(operation instanceof Execute execute ? replaced(execute, position) : operation);
    }

    private Operation replaced(Execute execute, TextPosition position) {
        return new Execute(replaced(execute.sql(), position), execute.params());
    }

    /** SQL with its placeholders replaced. */
    String replaced(String sql, TextPosition position) {
        Statement text = new Statement(sql, position, new StatementTraits(StatementKind.ORDINARY, null));
        return placeholders.replace(file, text).text();
    }

    /** A text as a statement, under the rules for operations. */
    ScriptStatement statement(String text, TextPosition position, boolean autocommit) {
        return statements.statement(text, position, autocommit);
    }

    /** Refuses what not even the connection may be asked. */
    void checkAsked(String text, TextPosition position) {
        statements.checkAsked(text, position);
    }

    private interface Step<T> {
        T take();
    }

    private <T> T at(TextPosition position, Step<T> step) {
        try {
            return step.take();
        } catch (InvalidOperationException e) {
            Place place = Place.of(file, position.line(), position.column());
            throw new InvalidRevisionFileException(
                    place.describe() + ": " + e.getMessage(), place.inRevision(revision), e);
        }
    }
}
