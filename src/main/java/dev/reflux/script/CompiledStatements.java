package dev.reflux.script;

import dev.reflux.error.InvalidRevisionFileException;
import dev.reflux.error.Place;
import dev.reflux.script.source.SourceText;
import dev.reflux.sql.CopyData;
import dev.reflux.sql.ReplacedText;
import dev.reflux.sql.ScannedItem;
import dev.reflux.sql.SqlLexis;
import dev.reflux.sql.Statement;
import dev.reflux.sql.StatementKind;
import dev.reflux.sql.StatementScanner;
import dev.reflux.sql.TextPosition;
import java.io.StringReader;
import java.util.List;

/** Statements that come from operations: under the same rules as those written in SQL files. */
public final class CompiledStatements {

    private final String file;
    private final SqlLexis lexis;
    private final StatementRules rules;

    /**
     * Statements for a revision.
     *
     * @param file the file that the operations stand in, as the user knows it
     */
    public CompiledStatements(String file, SqlLexis lexis) {
        this.file = file;
        this.lexis = lexis.without(SqlLexis.Feature.COPY_DATA);
        this.rules = StatementRules.ofOperations(file, lexis);
    }

    /**
     * A statement of an operation; errors at any of its characters point to the operation.
     *
     * @param text one statement without terminator
     * @param position where the operation stands
     * @throws InvalidRevisionFileException if it is not to be run there, or is not one statement
     */
    public ScriptStatement statement(String text, TextPosition position, boolean autocommit) {
        Statement only = scan(text, position);
        rules.check(text, only.traits(), autocommit, position);
        if (only.traits().kind() == StatementKind.COPY_FROM_CLIENT) {
            throw error(
                    position,
                    "A COPY … FROM stdin has its data in a .sql revision only. Insert the rows, or write one.");
        }
        return new ScriptStatement(file, position, whole(text), only.traits(), autocommit, null);
    }

    /**
     * Refuses what not even the connection of a migration may be asked, such as a {@code COMMIT}.
     *
     * @param text one statement or several
     * @param position where it is asked
     */
    public void checkAsked(String text, TextPosition position) {
        StatementScanner scanner = new StatementScanner(new StringReader(text), lexis);
        for (ScannedItem item = scanner.next(); item != null; item = scanner.next()) {
            if (item instanceof Statement statement) {
                rules.check(statement.text(), statement.traits(), true, position);
            }
        }
    }

    /** A text that stands for something of no length at its place. */
    private static ReplacedText whole(String text) {
        return new ReplacedText("", text, List.of(new ReplacedText.Replacement(0, 0, 0, text.length())));
    }

    private Statement scan(String text, TextPosition position) {
        StatementScanner scanner = new StatementScanner(new StringReader(text), lexis);
        Statement only = null;
        for (ScannedItem item = scanner.next(); item != null; item = scanner.next()) {
            if (item instanceof Statement statement && only == null) {
                only = statement;
            } else if (item instanceof Statement || item instanceof CopyData) {
                throw error(position, "What the operation says is more than one statement.");
            }
        }
        if (only == null) {
            throw error(position, "What the operation says is no statement.");
        }
        return only;
    }

    private InvalidRevisionFileException error(TextPosition position, String sentences) {
        return SourceText.error(Place.of(file, position.line(), position.column()), sentences);
    }
}
