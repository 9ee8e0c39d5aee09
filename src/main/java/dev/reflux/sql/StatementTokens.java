package dev.reflux.sql;

import dev.reflux.sql.SqlLexer.Token;
import java.util.ArrayList;
import java.util.List;

/** The tokens of one statement without blanks and comments, cut only as far as they are asked for. */
final class StatementTokens {

    /** Most rules are decided by as many tokens. */
    private static final int FEW = 4;

    private final CharWindow in;
    private final SqlLexer lexer;
    private final WordTable<String> keywords;
    private final List<Piece> pieces = new ArrayList<>(FEW);
    private boolean unclosed;
    private final Piece end = new Piece(Token.END, 0, 0, "");

    /** A token. */
    final class Piece {

        private final Token token;
        private final int from;
        private final int to;
        private final String word;

        private Piece(Token token, int from, int to, String word) {
            this.token = token;
            this.from = from;
            this.to = to;
            this.word = word;
        }

        /** What it is. */
        Token token() {
            return token;
        }

        /** As it was written. */
        String text() {
            return in.text(from, to);
        }

        /** Where it begins in the statement. */
        int from() {
            return from;
        }

        /** Whether it is a symbol right behind another, as in an operator of several characters. */
        boolean continues(Piece before) {
            return token == Token.SYMBOL && before.token == Token.SYMBOL && before.to == from;
        }

        /** The keyword in upper case; empty when the token is none of a rule. */
        String word() {
            return word;
        }

        void passTo(KeywordPath path) {
            path.pass(token, from, to);
        }

        boolean isSymbol(char symbol) {
            return token == Token.SYMBOL && in.charAt(from) == symbol;
        }

        boolean isName() {
            return token == Token.WORD || token == Token.QUOTED_NAME;
        }

        /** The identifier as the server folds it; an identifier with Unicode escapes stays as it was written. */
        String name() {
            String text = text();
            if (token == Token.WORD) {
                return lowerAscii(text);
            }
            return text.charAt(0) == '"' ? text.substring(1, text.length() - 1).replace("\"\"", "\"") : text;
        }

        // PostgreSQL folds ASCII letters alone in a multi-byte encoding
        static String lowerAscii(String text) {
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

    /**
     * The tokens of a statement.
     *
     * @param statement holds all of it, and is left to these tokens
     */
    StatementTokens(CharWindow statement, SqlLexis lexis) {
        this.in = statement;
        this.lexer = new SqlLexer(statement, lexis);
        this.keywords = lexis.keywords();
    }

    /** The token at an index; {@link Token#END} from the end (or the final semicolon) on. */
    Piece get(int index) {
        while (pieces.size() <= index) {
            Piece next = cut();
            if (next.token() == Token.END) {
                return end;
            }
            pieces.add(next);
        }
        return pieces.get(index);
    }

    /** Whether the text, as far as it was cut, ends inside quotes. */
    boolean unclosed() {
        return unclosed;
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
            token = lexer.next();
        } while (token == Token.SPACE || token == Token.LINE_COMMENT || token == Token.BLOCK_COMMENT);
        int from = lexer.start();
        int to = in.offset();
        boolean last = token == Token.END || (token == Token.SYMBOL && in.charAt(from) == ';');
        unclosed |= !lexer.closed();
        if (last || unclosed) {
            return end;
        }
        String word = token == Token.WORD ? keywords.get(in, from, to) : null;
        return new Piece(token, from, to, word == null ? "" : word);
    }
}
