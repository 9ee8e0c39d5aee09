package dev.reflux.sql;

import dev.reflux.sql.SqlLexer.Token;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * A piece of SQL that is put into a statement: an expression, a condition.
 *
 * <p>What it may be is for the server to say. Here it is made sure that it stays one piece wherever it is put: all that it
 * opens it closes, and nothing in it ends the statement or hides what follows.
 *
 * @param text the piece without blanks at either end; with a line end behind it where it would else hide what follows
 * @param simple whether it is a name, a constant, or a call of a function, with or without casts, so that it needs no
 *     parentheses around it
 * @param problem what is wrong with it, to follow the words that name it, without a full stop; null: nothing
 */
public record SqlFragment(String text, boolean simple, @Nullable String problem) {

    /** Looks at a piece of SQL. */
    public static SqlFragment of(String sql, SqlLexis lexis) {
        String text = sql.strip();
        CharWindow in = new CharWindow(text.toCharArray(), CharWindow.BEGINNING, null);
        return new Reader(text, new SqlLexer(in, lexis)).read();
    }

    /** The piece with parentheses around it, unless it is simple. */
    public String operand() {
        return simple ? text : '(' + text + ')';
    }

    /** Follows the tokens of a piece. */
    private static final class Reader {

        private final String text;
        private final SqlLexer lexer;
        private final Deque<Character> open = new ArrayDeque<>();
        private boolean simple = true;

        Reader(String text, SqlLexer lexer) {
            this.text = text;
            this.lexer = lexer;
        }

        SqlFragment read() {
            Token last = Token.END;
            for (Token token = lexer.next(); token != Token.END; token = lexer.next()) {
                String problem = lexer.closed() ? pass(token) : "has " + construct(token) + " that is not closed";
                if (problem != null) {
                    return new SqlFragment(text, false, problem);
                }
                last = token;
            }
            if (!open.isEmpty()) {
                return new SqlFragment(text, false, "has a \"" + open.getFirst() + "\" that is not closed");
            }
            return new SqlFragment(last == Token.LINE_COMMENT ? text + '\n' : text, simple, null);
        }

        private @Nullable String pass(Token token) {
            if (token == Token.SYMBOL) {
                return passSymbol(text.charAt(lexer.start()));
            }
            boolean separates = token == Token.SPACE || token == Token.LINE_COMMENT || token == Token.BLOCK_COMMENT;
            simple &= !open.isEmpty() || !(separates || isNot(token));
            return null;
        }

        /** Looks like a call in {@code NOT(a)}, but is none. */
        private boolean isNot(Token token) {
            return token == Token.WORD && text.regionMatches(true, lexer.start(), "not(", 0, 4);
        }

        private @Nullable String passSymbol(char symbol) {
            switch (symbol) {
                case '(', '[' -> open.push(symbol);
                case ')', ']' -> {
                    char opening = symbol == ')' ? '(' : '[';
                    if (open.isEmpty() || open.pop() != opening) {
                        return "has a \"" + symbol + "\" that closes nothing";
                    }
                }
                case ';' -> {
                    return "has a \";\" outside quotes, which would end the statement";
                }
                case '\\' -> {
                    return "has a \"\\\" outside quotes, which is no SQL";
                }
                default -> simple &= symbol == '.' || symbol == ':' || !open.isEmpty();
            }
            return null;
        }

        private static String construct(Token token) {
            return switch (token) {
                case BLOCK_COMMENT -> "a comment";
                case QUOTED_NAME -> "a quoted identifier";
                case DOLLAR_STRING -> "a dollar-quoted string";
                default -> "a string";
            };
        }
    }
}
