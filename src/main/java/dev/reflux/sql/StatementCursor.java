package dev.reflux.sql;

import dev.reflux.sql.SqlLexer.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Walks over the tokens of one statement, for whoever must know more of it than its {@link StatementTraits}. */
public final class StatementCursor {

    private static final int LONGEST_OUTLINE = 80;

    private final String statement;
    private final SqlLexis lexis;
    private final StatementTokens tokens;
    private int at;

    private StatementCursor(String statement, SqlLexis lexis) {
        this.statement = statement;
        this.lexis = lexis;
        CharWindow in = new CharWindow(statement.toCharArray(), CharWindow.BEGINNING, null);
        this.tokens = new StatementTokens(in, lexis);
    }

    /**
     * A cursor before the first token.
     *
     * @param statement one statement, with or without its final semicolon
     */
    public static StatementCursor of(String statement, SqlLexis lexis) {
        return new StatementCursor(statement, lexis);
    }

    /**
     * Passes over keywords, in any case, if all of them come next; else stays where it is.
     *
     * @param words in upper case
     */
    public boolean skip(String... words) {
        for (int i = 0; i < words.length; i++) {
            if (!isWord(at + i, words[i])) {
                return false;
            }
        }
        at += words.length;
        return true;
    }

    private boolean isWord(int index, String word) {
        StatementTokens.Piece piece = tokens.get(index);
        return piece.token() == Token.WORD
                && piece.text().toUpperCase(Locale.ROOT).equals(word);
    }

    /** Passes over a symbol if it comes next. */
    public boolean skipSymbol(char symbol) {
        boolean there = tokens.get(at).isSymbol(symbol);
        at += there ? 1 : 0;
        return there;
    }

    /** Passes over a list in parentheses if one comes next. */
    public boolean skipList() {
        boolean there = tokens.get(at).isSymbol('(');
        at = there ? tokens.afterGroup(at) : at;
        return there;
    }

    /** Whether nothing follows. */
    public boolean isAtEnd() {
        return tokens.get(at).token() == Token.END;
    }

    /** Takes a name, qualified or not; null where none comes next, or one with Unicode escapes, which are not decoded. */
    public @Nullable SqlName name() {
        List<String> parts = new ArrayList<>();
        int next = at;
        do {
            StatementTokens.Piece piece = tokens.get(next);
            if (!piece.isName() || isUnicodeEscaped(piece)) {
                return null;
            }
            parts.add(piece.name());
            next += 2;
        } while (tokens.get(next - 1).isSymbol('.'));
        at = next - 1;
        return new SqlName(parts);
    }

    private static boolean isUnicodeEscaped(StatementTokens.Piece piece) {
        return piece.token() == Token.QUOTED_NAME && piece.text().charAt(0) != '"';
    }

    /** Takes a string without escapes and gives its value; null where none comes next. */
    public @Nullable String string() {
        String text = tokens.get(at).text();
        if (tokens.get(at).token() != Token.STRING || text.charAt(0) != '\'') {
            return null;
        }
        at++;
        return text.substring(1, text.length() - 1).replace("''", "'");
    }

    /** The statement from the next token on, comments included. */
    public String rest() {
        return isAtEnd() ? "" : statement.substring(tokens.get(at).from());
    }

    /** The tokens that follow, one blank between each: the same for texts that differ in blanks and comments alone. */
    public String tokens() {
        StringJoiner text = new StringJoiner(" ");
        for (int i = at; tokens.get(i).token() != Token.END; i++) {
            text.add(tokens.get(i).text());
        }
        return text.toString();
    }

    /** How the statement goes on, shortened, on one line and without the content of its strings, which may be secret. */
    public String outline() {
        StringBuilder text = new StringBuilder();
        int i = at;
        boolean tight = true;
        for (; text.length() < LONGEST_OUTLINE && tokens.get(i).token() != Token.END; i++) {
            StatementTokens.Piece piece = tokens.get(i);
            boolean dot = piece.isSymbol('.') || piece.isSymbol(',') || piece.isSymbol(')') || piece.isSymbol('(');
            boolean operator = i > at && piece.continues(tokens.get(i - 1));
            text.append(tight || dot || operator ? "" : " ").append(shown(piece));
            tight = piece.isSymbol('.') || piece.isSymbol('(');
        }
        return tokens.get(i).token() == Token.END
                ? text.toString()
                : text.append(" …").toString();
    }

    /**
     * As {@link #outline()}, of a text that may end anywhere, and whose session may read a backslash in a string as an
     * escape: where strings may end elsewhere than it seems, nothing is shown behind the first quote.
     */
    public String outlineOfOthers() {
        for (int i = at; tokens.get(i).token() != Token.END; i++) {
            StatementTokens.Piece piece = tokens.get(i);
            if (piece.token() == Token.STRING
                    && piece.text().startsWith("'")
                    && piece.text().indexOf('\\') >= 0) {
                return outlineBeforeQuotes();
            }
        }
        return tokens.unclosed() ? outlineBeforeQuotes() : outline();
    }

    private String outlineBeforeQuotes() {
        int end = 0;
        while (end < statement.length() && "'$".indexOf(statement.charAt(end)) < 0) {
            end++;
        }
        String outline = of(statement.substring(0, end), lexis).outline();
        return outline.endsWith(" …") ? outline : outline + " …";
    }

    private static String shown(StatementTokens.Piece piece) {
        return switch (piece.token()) {
            case STRING -> "'…'";
            case DOLLAR_STRING -> "$$…$$";
            default -> piece.text();
        };
    }
}
