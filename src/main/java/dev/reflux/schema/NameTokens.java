package dev.reflux.schema;

import java.util.ArrayList;
import java.util.List;

/**
 * The pieces that names and types are written with.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-syntax-lexical.html">Lexical structure</a>
 */
final class NameTokens {

    /** What a piece is. */
    enum Kind {
        WORD,
        QUOTED,
        STRING,
        NUMBER,
        SYMBOL,
        END,
        /** What stands in no name: a stray quote, a comment, a semicolon. */
        UNREADABLE
    }

    /**
     * A piece.
     *
     * @param text a word in lower case, a quoted name without its quotes, all else as it is written
     * @param source as it is written
     */
    record Token(Kind kind, String text, String source) {

        boolean is(String symbol) {
            return kind == Kind.SYMBOL && text.equals(symbol);
        }
    }

    private static final String BLANKS = " \t\n\r\f\u000B";
    private static final String SYMBOLS = "()[],.";

    private final String text;
    private int position;

    private NameTokens(String text) {
        this.text = text;
    }

    /** The pieces in order; the last one is {@link Kind#END} or {@link Kind#UNREADABLE}. */
    static List<Token> of(String text) {
        return new NameTokens(text).all();
    }

    /** As the server folds a word in UTF-8: no letters but those of ASCII. */
    static String folded(String word) {
        StringBuilder folded = new StringBuilder(word);
        for (int i = 0; i < folded.length(); i++) {
            char c = folded.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                folded.setCharAt(i, (char) (c - 'A' + 'a'));
            }
        }
        return folded.toString();
    }

    private List<Token> all() {
        List<Token> tokens = new ArrayList<>();
        Token token;
        do {
            token = next();
            tokens.add(token);
        } while (token.kind() != Kind.END && token.kind() != Kind.UNREADABLE);
        return tokens;
    }

    private Token next() {
        while (position < text.length() && BLANKS.indexOf(text.charAt(position)) >= 0) {
            position++;
        }
        int start = position;
        if (start == text.length()) {
            return new Token(Kind.END, "", "");
        }
        Kind kind = kindAt(start);
        position = endOf(kind, start);
        if (position < 0) {
            return new Token(Kind.UNREADABLE, "", "");
        }
        String source = text.substring(start, position);
        return switch (kind) {
            case WORD -> new Token(kind, folded(source), source);
            case QUOTED ->
                new Token(kind, source.substring(1, source.length() - 1).replace("\"\"", "\""), source);
            default -> new Token(kind, source, source);
        };
    }

    private Kind kindAt(int start) {
        int c = text.codePointAt(start);
        if (c == '"') {
            return Kind.QUOTED;
        }
        if (c == '\'') {
            return Kind.STRING;
        }
        if (isDigit(c) || c == '-' || c == '+') {
            return Kind.NUMBER;
        }
        if (c == '_' || Character.isLetter(c)) {
            return Kind.WORD;
        }
        return SYMBOLS.indexOf(c) >= 0 ? Kind.SYMBOL : Kind.UNREADABLE;
    }

    /** Where the piece ends, or -1 if it is not complete. */
    private int endOf(Kind kind, int start) {
        return switch (kind) {
            case WORD -> endOfWord(start);
            case QUOTED -> endOfQuoted(start, '"');
            case STRING -> endOfQuoted(start, '\'');
            case NUMBER -> endOfNumber(start);
            case SYMBOL -> start + 1;
            case END, UNREADABLE -> -1;
        };
    }

    private int endOfWord(int start) {
        int end = start;
        while (end < text.length()) {
            int c = text.codePointAt(end);
            if (c != '_' && c != '$' && !Character.isLetterOrDigit(c)) {
                break;
            }
            end += Character.charCount(c);
        }
        return end;
    }

    private int endOfQuoted(int start, char quote) {
        int end = text.indexOf(quote, start + 1);
        while (end >= 0 && end + 1 < text.length() && text.charAt(end + 1) == quote) {
            end = text.indexOf(quote, end + 2);
        }
        boolean emptyName = end == start + 1 && quote == '"';
        return end < 0 || emptyName ? -1 : end + 1;
    }

    private int endOfNumber(int start) {
        int digits = isDigit(text.charAt(start)) ? start : start + 1;
        int end = digits;
        while (end < text.length() && isDigit(text.charAt(end))) {
            end++;
        }
        boolean complete = end > digits && (end == text.length() || endOfWord(end) == end);
        return complete ? end : -1;
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }
}
