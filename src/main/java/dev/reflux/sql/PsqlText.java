package dev.reflux.sql;

import java.io.StringReader;

/**
 * A statement as psql must get it, which replaces {@code :name} and {@code :"name"} outside quotes by a variable of its
 * own where it has one, as in an array slice {@code a[1:"PORT"]}.
 *
 * @see <a href="https://www.postgresql.org/docs/current/app-psql.html#APP-PSQL-INTERPOLATION">SQL interpolation</a>
 */
public final class PsqlText {

    private PsqlText() {}

    /** The statement with a blank after every colon that psql could take for a variable's. */
    public static String of(String statement, SqlLexis lexis) {
        if (statement.indexOf(':') < 0) {
            return statement;
        }
        CharWindow in = new CharWindow(new StringReader(statement), statement.length() + 1, null);
        SqlLexer lexer = new SqlLexer(in, lexis);
        StringBuilder text = new StringBuilder();
        int copied = 0;
        boolean afterColon = false;
        for (SqlLexer.Token token = lexer.next(); token != SqlLexer.Token.END; token = lexer.next()) {
            boolean named = token == SqlLexer.Token.WORD
                    || token == SqlLexer.Token.QUOTED_NAME
                    || token == SqlLexer.Token.STRING;
            if (afterColon && named && !doubled(statement, lexer.start() - 1)) {
                text.append(statement, copied, lexer.start()).append(' ');
                copied = lexer.start();
            }
            afterColon = token == SqlLexer.Token.SYMBOL && statement.charAt(lexer.start()) == ':';
        }
        return text.append(statement, copied, statement.length()).toString();
    }

    /** Whether the colon is the second of a cast. */
    private static boolean doubled(String statement, int colon) {
        return colon > 0 && statement.charAt(colon - 1) == ':';
    }
}
