package dev.reflux.sql;

import dev.reflux.sql.SqlLexer.Token;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The tokens of one statement without blanks and comments, cut only as far as they are asked for. */
final class StatementTokens {

    private static final int CAPACITY = 512;
    private static final Piece NONE = new Piece(Token.END, "", "");

    private final CharWindow in;
    private final SqlLexer lexer;
    private final List<Piece> pieces = new ArrayList<>();

    /**
     * A token.
     *
     * @param token what it is
     * @param text as it was written
     * @param word the keyword in upper case; empty when the token is no word
     */
    record Piece(Token token, String text, String word) {

        static Piece of(Token token, String text) {
            return new Piece(token, text, token == Token.WORD ? text.toUpperCase(Locale.ROOT) : "");
        }

        boolean isSymbol(char symbol) {
            return token == Token.SYMBOL && text.charAt(0) == symbol;
        }

        boolean isName() {
            return token == Token.WORD || token == Token.QUOTED_NAME;
        }

        /** The identifier as the server folds it; an identifier with Unicode escapes stays as it was written. */
        String name() {
            if (token == Token.WORD) {
                return lowerAscii(text);
            }
            return text.charAt(0) == '"' ? text.substring(1, text.length() - 1).replace("\"\"", "\"") : text;
        }

        // PostgreSQL folds ASCII letters alone in a multi-byte encoding
        private static String lowerAscii(String text) {
            StringBuilder folded = new StringBuilder(text);
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (c >= 'A' && c <= 'Z') {
                    folded.setCharAt(i, (char) (c | 0x20));
                }
            }
            return folded.toString();
        }
    }

    private StatementTokens(CharWindow in, SqlLexis lexis) {
        this.in = in;
        this.lexer = new SqlLexer(in, lexis);
    }

    static StatementTokens of(String statement, SqlLexis lexis) {
        int capacity = Math.max(16, Math.min(CAPACITY, statement.length() + 1));
        return of(new CharWindow(new StringReader(statement), capacity, null), lexis);
    }

    /** The tokens of the statement that a window holds. */
    static StatementTokens of(CharWindow statement, SqlLexis lexis) {
        return new StatementTokens(statement, lexis);
    }

    /** The token at an index; {@link Token#END} from the end (or the final semicolon) on. */
    Piece get(int index) {
        while (pieces.size() <= index) {
            Piece next = cut();
            if (next.token() == Token.END) {
                return NONE;
            }
            pieces.add(next);
        }
        return pieces.get(index);
    }

    /** The keyword at an index in upper case; empty when there is none. */
    String word(int index) {
        return get(index).word();
    }

    /** The index after the parenthesis that closes the one at {@code open}. */
    int afterGroup(int open) {
        int depth = 0;
        int index = open;
        do {
            Piece piece = get(index++);
            if (piece.isSymbol('(')) {
                depth++;
            } else if (piece.isSymbol(')')) {
                depth--;
            } else if (piece.token() == Token.END) {
                return index - 1;
            }
        } while (depth > 0);
        return index;
    }

    private Piece cut() {
        Token token;
        do {
            in.releaseUncounted();
            token = lexer.next();
        } while (token == Token.SPACE || token == Token.LINE_COMMENT || token == Token.BLOCK_COMMENT);
        if (token == Token.END) {
            return NONE;
        }
        Piece piece = Piece.of(token, textFor(token));
        return piece.isSymbol(';') ? NONE : piece;
    }

    // Bodies and large strings are never compared
    private String textFor(Token token) {
        boolean opaque = token == Token.DOLLAR_STRING || (token == Token.QUOTED_NAME && !lexer.closed());
        return opaque ? "" : in.text(lexer.start(), in.offset());
    }
}
