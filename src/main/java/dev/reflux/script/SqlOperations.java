package dev.reflux.script;

import dev.reflux.error.InvalidOperationException;
import dev.reflux.error.InvalidRevisionFileException;
import dev.reflux.operation.Autocommit;
import dev.reflux.operation.Execute;
import dev.reflux.operation.Operation;
import dev.reflux.operation.OperationCompiler;
import dev.reflux.script.notation.OperationNames;
import dev.reflux.script.source.RevisionSource;
import dev.reflux.sql.LineComment;
import dev.reflux.sql.ScannedItem;
import dev.reflux.sql.SqlLexis;
import dev.reflux.sql.Statement;
import dev.reflux.sql.StatementScanner;
import dev.reflux.sql.WritableStatement;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Writes operations as statements of a {@code .sql} revision. Names are written as they are: complete them first.
 *
 * <p>Reading the text gives the compiled statements, and those of autocommit parts as such; each operation is read back
 * before it is given out. Two things are written in another way, to the same effect, so that nobody reads something else
 * into them: a comment in the form of a marker has an empty comment before it, and {@code ${name}} in a name or a value is
 * divided. In the text of {@link Execute} it is left as it is: there it is a placeholder in all formats.
 */
public final class SqlOperations {

    private static final String FILE = "the written text";

    private final OperationCompiler compiler;
    private final SqlLexis lexis;

    /** A writer for a database. */
    public SqlOperations(OperationCompiler compiler, SqlLexis lexis) {
        this.compiler = compiler;
        this.lexis = lexis;
    }

    /**
     * The operations as the content of a section.
     *
     * @return each statement on lines of its own, with a line end at its end, and a blank line between them; empty for none
     * @throws InvalidOperationException if one of them cannot be written such that it is read as the same
     */
    public String write(List<Operation> operations) {
        return operations.stream()
                .map(this::section)
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("\n"));
    }

    private String section(Operation operation) {
        List<Operation> parts =
                operation instanceof Autocommit autocommit ? autocommit.operations() : List.of(operation);
        boolean autocommit = operation instanceof Autocommit;
        List<String> statements = new ArrayList<>();
        for (Operation part : parts) {
            List<String> compiled = compiler.compile(part).stream()
                    .map(text -> writable(part, text))
                    .toList();
            requireReadable(part, compiled, autocommit);
            statements.addAll(compiled);
        }
        return section(statements, autocommit);
    }

    private static String section(List<String> statements, boolean autocommit) {
        String text = statements.stream().map(each -> each + ";\n").collect(Collectors.joining("\n"));
        return autocommit && !text.isEmpty()
                ? SqlMarker.AUTOCOMMIT.line() + '\n' + text + SqlMarker.END.line() + '\n'
                : text;
    }

    private String writable(Operation operation, String compiled) {
        String statement = WritableStatement.withoutBoundaries(only(operation, compiled), lexis, SqlMarker::isMarker);
        if (keepsPlaceholders(operation)) {
            return statement;
        }
        String text = WritableStatement.withoutPlaceholders(statement, lexis);
        if (text == null) {
            throw unwritable(operation, "has ${…} where no quotes protect it from being replaced");
        }
        return text;
    }

    private static boolean keepsPlaceholders(Operation operation) {
        if (!(operation instanceof Execute execute) || !execute.sql().contains("${")) {
            return false;
        }
        if (execute.params().values().toString().contains("${")) {
            throw unwritable(
                    operation, "has ${…} both in its text, where it is replaced, and in a value, where it is not");
        }
        return true;
    }

    /** The statement without the comments around it, the last of which would hide the semicolon. */
    private String only(Operation operation, String compiled) {
        try {
            StatementScanner scanner =
                    new StatementScanner(new StringReader(compiled), lexis.without(SqlLexis.Feature.COPY_DATA));
            List<String> statements = new ArrayList<>();
            for (ScannedItem item = scanner.next(); item != null; item = scanner.next()) {
                if (!(item instanceof LineComment)) {
                    statements.add(item instanceof Statement statement ? statement.text() : "");
                }
            }
            if (statements.size() == 1 && !statements.get(0).isEmpty()) {
                return statements.get(0);
            }
        } catch (InvalidRevisionFileException e) {
            throw unwritable(operation, "is no SQL: " + withoutStop(e));
        }
        throw unwritable(operation, "makes what is not one statement");
    }

    private void requireReadable(Operation operation, List<String> statements, boolean autocommit) {
        String text = SqlMarker.UPGRADE.line() + '\n' + section(statements, autocommit);
        List<String> read = new ArrayList<>();
        RevisionSource source = RevisionSource.ofText(FILE, text);
        try (SqlScript script = new SqlRevisionFile(source, lexis).openUpgrade(Map.of())) {
            for (ScriptStatement next = script.next(); next != null; next = script.next()) {
                read.add(next.text());
            }
        } catch (InvalidRevisionFileException e) {
            throw unwritable(operation, "cannot stand in a .sql revision: " + withoutStop(e));
        }
        if (!read.equals(statements)) {
            throw unwritable(operation, "would be read as something else from a .sql revision");
        }
    }

    private static String withoutStop(InvalidRevisionFileException e) {
        return String.valueOf(e.getMessage()).replaceFirst("\\.$", "");
    }

    private static InvalidOperationException unwritable(Operation operation, String problem) {
        return new InvalidOperationException(
                OperationNames.of(operation.getClass()), problem + "; write the revision in YAML or Java");
    }
}
