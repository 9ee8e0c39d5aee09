package dev.reflux.dialect.postgresql;

import dev.reflux.schema.Arguments;
import dev.reflux.sql.SqlFragment;
import dev.reflux.sql.SqlLexis;

/** SQL that authors write, put into statements. */
final class PostgresqlExpressions {

    /** How the server reads it. */
    static final SqlLexis LEXIS = SqlLexis.postgresql();

    private PostgresqlExpressions() {}

    /** As it was written. */
    static String verbatim(String argument, String sql) {
        return checked(argument, sql).text();
    }

    /** In parentheses. */
    static String parenthesised(String argument, String sql) {
        return '(' + checked(argument, sql).text() + ')';
    }

    /** In parentheses unless it is a name, a constant or a call, which read the same without. */
    static String operand(String argument, String sql) {
        return checked(argument, sql).operand();
    }

    private static SqlFragment checked(String argument, String sql) {
        SqlFragment fragment = SqlFragment.of(sql, LEXIS);
        if (fragment.problem() != null) {
            throw Arguments.invalid(argument, fragment.problem());
        }
        return fragment;
    }
}
