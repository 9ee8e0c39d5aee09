package dev.reflux.sql;

import java.io.StringReader;

/**
 * A statement as a driver must get it that looks for quotes and parameters by simpler rules than the server's.
 *
 * <p>Such a driver knows neither {@code \'} in an {@code E''} string nor a dollar quote whose tag has letters beyond
 * ASCII, and takes a {@code $1} outside quotes, as in the body of an SQL function, for a parameter to be bound.
 *
 * @param text the statement with {@code \'} written as {@code ''}; each character stands where it stood
 * @param misread whether the driver still cannot read it, so that it has to be sent within a quoted string
 */
public record DriverText(String text, boolean misread) {

    /** Looks at a statement; one without a backslash or a dollar sign costs next to nothing. */
    public static DriverText of(String statement, SqlLexis lexis) {
        if (statement.indexOf('\\') < 0 && statement.indexOf('$') < 0) {
            return new DriverText(statement, false);
        }
        CharWindow in = new CharWindow(new StringReader(statement), statement.length() + 1, null);
        SqlLexer lexer = new SqlLexer(in, lexis);
        StringBuilder text = new StringBuilder(statement);
        boolean misread = false;
        for (SqlLexer.Token token = lexer.next(); token != SqlLexer.Token.END; token = lexer.next()) {
            if (token == SqlLexer.Token.STRING && lexer.escapes()) {
                doubleQuotes(text, lexer.start(), in.offset());
            } else if (token == SqlLexer.Token.NUMBER) {
                misread |= text.charAt(lexer.start()) == '$';
            } else if (token == SqlLexer.Token.DOLLAR_STRING) {
                misread |= !isAscii(text, lexer.start(), lexer.delimiterLength());
            }
        }
        return new DriverText(text.toString(), misread);
    }

    private static void doubleQuotes(StringBuilder text, int start, int end) {
        for (int i = text.indexOf("'", start) + 1; i < end - 1; i++) {
            if (text.charAt(i) == '\\') {
                if (text.charAt(i + 1) == '\'') {
                    text.setCharAt(i, '\'');
                }
                i++;
            }
        }
    }

    private static boolean isAscii(CharSequence text, int start, int length) {
        return text.subSequence(start, start + length).chars().allMatch(c -> c < 0x80);
    }
}
