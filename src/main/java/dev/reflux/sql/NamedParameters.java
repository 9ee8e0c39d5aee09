package dev.reflux.sql;

import dev.reflux.sql.SqlLexer.Token;
import java.util.function.UnaryOperator;

/**
 * Puts values in the place of {@code :name} in a text, outside quotes and comments.
 *
 * <p>A colon right behind another one, or behind a letter, a digit, a quote or a closing bracket, begins no parameter, so
 * that casts and array slices stay as they are; nor does one that no name follows at once, as in {@code :=}.
 *
 * <p>Follows SQLAlchemy's {@code text()}, but for {@code :name::type}, which is understood.
 */
public final class NamedParameters {

    private NamedParameters() {}

    /**
     * Replaces the parameters of a text.
     *
     * @param valueOf gives for a name, as it is written, what to put there
     */
    public static String replace(String sql, SqlLexis lexis, UnaryOperator<String> valueOf) {
        CharWindow in = new CharWindow(sql.toCharArray(), CharWindow.BEGINNING, null);
        SqlLexer lexer = new SqlLexer(in, lexis);
        StringBuilder text = new StringBuilder();
        int copied = 0;
        boolean afterColon = false;
        for (Token token = lexer.next(); token != Token.END; token = lexer.next()) {
            int start = lexer.start();
            if (afterColon && token == Token.WORD) {
                text.append(sql, copied, start - 1).append(valueOf.apply(sql.substring(start, in.offset())));
                copied = in.offset();
            }
            afterColon = token == Token.SYMBOL && sql.charAt(start) == ':' && mayBegin(sql, start);
        }
        return text.append(sql, copied, sql.length()).toString();
    }

    private static boolean mayBegin(String sql, int colon) {
        if (colon == 0) {
            return true;
        }
        char before = sql.charAt(colon - 1);
        return !SqlLexer.isWordPart(before) && ":'\"])".indexOf(before) < 0;
    }
}
