package dev.reflux.script;

import dev.reflux.error.InvalidRevisionFileException;
import dev.reflux.error.Place;
import dev.reflux.sql.ClientCommand;
import dev.reflux.sql.LineComment;
import dev.reflux.sql.ScannedItem;
import dev.reflux.sql.SqlLexis;
import dev.reflux.sql.Statement;
import dev.reflux.sql.StatementKind;
import dev.reflux.sql.StatementScanner;
import dev.reflux.sql.StatementTraits;
import dev.reflux.sql.TextPosition;
import java.io.StringReader;
import org.jspecify.annotations.Nullable;

/** What a single statement of a revision file may be. */
final class StatementRules {

    private static final int SHOWN = 60;

    private final String file;
    private final SqlLexis lexis;
    private final Advice advice;

    /**
     * How an author says that a statement is to run outside transactions.
     *
     * @param where where to put it, after "goes"
     * @param how what to do, as a sentence
     */
    private record Advice(String where, String how) {

        static final Advice MARKERS = new Advice(
                "between \"-- +autocommit\" and \"-- +end\"",
                "Put a line \"-- +autocommit\" before it and a line \"-- +end\" after it.");

        static final Advice OPERATION = new Advice("into autocommit", "Put the operation into autocommit.");
    }

    private StatementRules(String file, SqlLexis lexis, Advice advice) {
        this.file = file;
        this.lexis = lexis;
        this.advice = advice;
    }

    /** For statements of a {@code .sql} file. */
    static StatementRules ofFile(String file, SqlLexis lexis) {
        return new StatementRules(file, lexis, Advice.MARKERS);
    }

    /** For statements of operations. */
    static StatementRules ofOperations(String file, SqlLexis lexis) {
        return new StatementRules(file, lexis, Advice.OPERATION);
    }

    /** Refuses what the runner could not carry out as it promises. */
    void check(String text, StatementTraits traits, boolean autocommit, TextPosition at) {
        switch (traits.kind()) {
            case TRANSACTION_CONTROL ->
                throw error(
                        text,
                        "begins or ends a transaction, or the session's state with the migration lock",
                        "Remove it: Reflux runs each revision in a transaction of its own accord; what must not run in one"
                                + " goes " + advice.where() + ".",
                        at);
            case LEXIS_CHANGE ->
                throw error(
                        text,
                        "changes how the server reads strings",
                        "Remove it; where backslashes are to escape, write E'…'.",
                        at);
            case COPY_TO_CLIENT ->
                throw error(
                        text,
                        "sends rows to a client that waits for none",
                        "Remove it, or copy into a file or a table.",
                        at);
            case BARE -> refuseOutsideAutocommit(text, autocommit, at);
            default -> {}
        }
    }

    private void refuseOutsideAutocommit(String text, boolean autocommit, TextPosition at) {
        if (!autocommit) {
            throw error(text, "cannot run in a transaction block", advice.how(), at);
        }
    }

    /**
     * The traits of a statement after its placeholders were replaced; null when nothing is left of it. The values may
     * neither make several statements of one nor bring the data of a COPY, which progress and transactions go by.
     */
    @Nullable
    StatementTraits traitsOfReplaced(String text, Statement before) {
        Place place = Place.of(file, before.position().line(), before.position().column());
        Statement only = scan(text, place);
        boolean copied = before.traits().kind() == StatementKind.COPY_FROM_CLIENT;
        boolean copies = only != null && only.traits().kind() == StatementKind.COPY_FROM_CLIENT;
        if (copied != copies) {
            throw error(
                    text,
                    "is or is not a COPY … FROM stdin only because of a placeholder",
                    "Write these words out, without a placeholder.",
                    place);
        }
        return only == null ? null : only.traits();
    }

    private @Nullable Statement scan(String text, Place place) {
        try {
            StatementScanner scanner =
                    new StatementScanner(new StringReader(text), lexis.without(SqlLexis.Feature.COPY_DATA));
            Statement only = null;
            for (ScannedItem item = scanner.next(); item != null; item = scanner.next()) {
                boolean another = item instanceof Statement && only != null;
                if (another || item instanceof ClientCommand) {
                    throw error(
                            text,
                            "is more than one statement once its placeholders are replaced",
                            "Write the semicolon into the file, not into the value.",
                            place);
                }
                only = item instanceof LineComment ? only : (Statement) item;
            }
            return only;
        } catch (InvalidRevisionFileException e) {
            if (place.equals(e.place())) {
                throw e;
            }
            throw new InvalidRevisionFileException(
                    "With its placeholders replaced, the statement at " + place.describe() + " cannot be read: "
                            + e.getMessage(),
                    place,
                    e);
        }
    }

    private InvalidRevisionFileException error(String text, String what, String advice, TextPosition at) {
        return error(text, what, advice, Place.of(file, at.line(), at.column()));
    }

    private static InvalidRevisionFileException error(String text, String what, String advice, Place place) {
        return new InvalidRevisionFileException(
                "The statement \"" + shortened(text) + "\" (" + place.describe() + ") " + what + ". " + advice, place);
    }

    private static String shortened(String text) {
        String line = text.substring(0, Math.min(text.length(), 10 * SHOWN))
                .replaceAll("\\s+", " ")
                .strip();
        return line.codePointCount(0, line.length()) <= SHOWN
                ? line
                : line.substring(0, line.offsetByCodePoints(0, SHOWN)) + "…";
    }
}
