package dev.reflux.sql;

import dev.reflux.error.InvalidRevisionFileException;
import dev.reflux.sql.SqlLexer.Token;
import java.io.Reader;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a text into statements as the server's own lexer and the database's script tool see them.
 *
 * <p>Reads forward only and holds no more than the statement at hand; COPY data passes through and is never held. Empty
 * statements are dropped, and so are comments between statements but for those that fill a line. Not for several threads.
 *
 * @see <a href="https://www.postgresql.org/docs/current/app-psql.html">PostgreSQL: psql</a>
 */
public final class StatementScanner {

    private static final int CAPACITY = 1024;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final CharWindow in;
    private final SqlLexis lexis;
    private final SqlLexer lexer;
    private final Predicate<String> boundary;

    private boolean started;
    private @Nullable Statement copyStatement;
    private @Nullable CopyDataReader copyData;

    /** Scans a text that comes from no file; errors name line and column alone. */
    public StatementScanner(Reader source, SqlLexis lexis) {
        this(new CharWindow(source, CAPACITY, null), lexis, comment -> false);
    }

    private StatementScanner(CharWindow in, SqlLexis lexis, Predicate<String> boundary) {
        this.in = in;
        this.lexis = lexis;
        this.lexer = new SqlLexer(in, lexis);
        this.boundary = boundary;
    }

    /**
     * Scans a file.
     *
     * @param file the file as errors name it
     * @param source the text, which the caller closes
     * @param boundary tells by its text (see {@link LineComment#text()}) which comment that fills a line ends the
     *     statement it stands in, even where the semicolon is missing
     */
    public static StatementScanner ofFile(String file, Reader source, SqlLexis lexis, Predicate<String> boundary) {
        return new StatementScanner(new CharWindow(source, CAPACITY, file), lexis, boundary);
    }

    /**
     * Scans a file from the beginning of a line on. Else as {@link #ofFile}.
     *
     * @param text the text from there to its end, which must not be changed
     * @param line number of the line
     */
    public static StatementScanner ofLines(
            String file, char[] text, int line, SqlLexis lexis, Predicate<String> boundary) {
        return new StatementScanner(new CharWindow(text, new TextPosition(line, 1), file), lexis, boundary);
    }

    /**
     * Finds the next item. After a statement of kind {@link StatementKind#COPY_FROM_CLIENT} it is the {@link CopyData},
     * where the lexis knows such data.
     *
     * @return null at the end of the text
     * @throws InvalidRevisionFileException when the text ends inside quotes, a comment, parentheses, a body or COPY data
     *     (its place is where that begins), when a client command stands inside a statement, or the text cannot be read
     */
    public @Nullable ScannedItem next() {
        if (!started) {
            started = true;
            skipByteOrderMark();
        }
        if (copyStatement != null) {
            return startCopy(copyStatement);
        }
        if (copyData != null) {
            copyData.drain();
            copyData = null;
            lexer.restartAtLineStart();
        }
        return between();
    }

    /** Number of characters that are held at most at the moment. */
    int capacity() {
        return in.capacity();
    }

    private void skipByteOrderMark() {
        if (in.peek() == BYTE_ORDER_MARK) {
            in.advance(1);
            in.releaseUncounted();
        }
    }

    /** Passes over what lies between statements. */
    private @Nullable ScannedItem between() {
        // A comment before a statement may be a hint to an extension, so it stays with the statement
        boolean commentHeld = false;
        while (true) {
            if (!commentHeld) {
                in.release();
            }
            boolean fillsLine = lexer.blankBefore();
            Token token = take();
            if (token == Token.END) {
                return null;
            }
            if (token == Token.LINE_COMMENT && fillsLine) {
                return lineComment();
            }
            if (token == Token.BLOCK_COMMENT) {
                commentHeld = true;
            } else if (isSymbol(token, ';')) {
                commentHeld = false;
            } else if (token != Token.SPACE && token != Token.LINE_COMMENT) {
                return isClientCommand(token) ? clientCommand() : statement(token);
            }
        }
    }

    private boolean isSymbol(Token token, char symbol) {
        return token == Token.SYMBOL && in.charAt(lexer.start()) == symbol;
    }

    private boolean isClientCommand(Token token) {
        return isSymbol(token, '\\') && lexis.has(SqlLexis.Feature.CLIENT_COMMANDS);
    }

    private String commentText() {
        return in.text(lexer.start() + 2, in.offset()).strip();
    }

    private LineComment lineComment() {
        return new LineComment(commentText(), in.positionAt(lexer.start()));
    }

    private ClientCommand clientCommand() {
        int start = lexer.start();
        in.skipLine();
        return new ClientCommand(in.text(start, in.offset()).stripTrailing(), in.positionAt(start));
    }

    /** Takes the statement whose first token has just been taken and that begins where the window does. */
    private Statement statement(Token first) {
        StatementNesting nesting = new StatementNesting(in, lexis.has(SqlLexis.Feature.ATOMIC_BODIES));
        KeywordPath path = new KeywordPath(in, lexis.rules());
        int end = in.offset();
        nesting.pass(first, lexer.start(), end);
        path.pass(first, lexer.start(), end);
        while (true) {
            boolean fillsLine = lexer.blankBefore();
            Token token = take();
            if (token == Token.SPACE || token == Token.BLOCK_COMMENT) {
                continue;
            }
            if (token == Token.LINE_COMMENT) {
                if (fillsLine && boundary.test(commentText())) {
                    in.rewind(lexer.start());
                    lexer.restartAtLineStart();
                    return finish(end, nesting, path);
                }
                continue;
            }
            if (token == Token.END || endsStatement(token, nesting)) {
                return finish(end, nesting, path);
            }
            end = in.offset();
            nesting.pass(token, lexer.start(), end);
            path.pass(token, lexer.start(), end);
        }
    }

    private boolean endsStatement(Token token, StatementNesting nesting) {
        if (isClientCommand(token)) {
            throw in.error(
                    "A psql command stands inside the statement that begins at line "
                            + in.positionAt(0).line(),
                    "Only psql understands it: remove it, or end the statement before it with a semicolon.",
                    in.positionAt(lexer.start()));
        }
        return isSymbol(token, ';') && !nesting.isOpen();
    }

    private Statement finish(int end, StatementNesting nesting, KeywordPath path) {
        if (nesting.isOpen()) {
            throw in.error(
                    "The " + nesting.construct() + " that begins here is not closed",
                    "Close it before the statement ends.",
                    in.positionAt(nesting.start()));
        }
        List<StatementRule> rules = path.candidates();
        StatementTraits traits = rules.isEmpty() ? StatementTraits.ORDINARY : lexis.traitsOf(in.between(0, end), rules);
        Statement statement = new Statement(in.text(0, end), in.positionAt(0), traits);
        if (traits.kind() == StatementKind.COPY_FROM_CLIENT && lexis.has(SqlLexis.Feature.COPY_DATA)) {
            copyStatement = statement;
        }
        return statement;
    }

    private CopyData startCopy(Statement statement) {
        skipToDataLine();
        in.release();
        copyStatement = null;
        copyData = new CopyDataReader(in, statement.position());
        return new CopyData(copyData, in.positionAt(0));
    }

    // psql would go on with the rest of the line after the data; no tool writes that, so it is more likely a mistake
    private void skipToDataLine() {
        while (in.peek() >= 0 && !in.skipLineEnd()) {
            if (in.peek() == '-' && in.peek(1) == '-') {
                in.skipLine();
            } else if (SqlLexer.isSpace(in.peek())) {
                in.advance(1);
            } else {
                throw in.error(
                        "Something follows COPY … FROM stdin; in its line",
                        "The data begins in the next line: move what follows behind the line \\. that ends the data.",
                        in.positionAt(in.offset()));
            }
        }
    }

    private Token take() {
        Token token = lexer.next();
        if (!lexer.closed()) {
            throw in.error(
                    "The " + construct(token) + " that begins here is not closed",
                    "Close it; the text ends before it does.",
                    in.positionAt(lexer.start()));
        }
        return token;
    }

    private static String construct(Token token) {
        return switch (token) {
            case BLOCK_COMMENT -> "comment";
            case QUOTED_NAME -> "quoted identifier";
            case DOLLAR_STRING -> "dollar-quoted string";
            default -> "string";
        };
    }
}
