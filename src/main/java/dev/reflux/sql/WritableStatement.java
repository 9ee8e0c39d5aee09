package dev.reflux.sql;

import dev.reflux.sql.SqlLexer.Token;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Rewrites statements, which mean the same afterwards, so that a revision file can hold them. */
public final class WritableStatement {

    /** As {@link Placeholders} has them. */
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$(?=\\{[A-Za-z0-9_.-]+\\})");

    private WritableStatement() {}

    /**
     * Lets no comment fill a line that would end the statement: an empty comment is put before it.
     *
     * @param boundary tells by its text (see {@link LineComment#text()}) which comment would
     */
    public static String withoutBoundaries(String sql, SqlLexis lexis, Predicate<String> boundary) {
        CharWindow in = new CharWindow(sql.toCharArray(), CharWindow.BEGINNING, null);
        SqlLexer lexer = new SqlLexer(in, lexis);
        StringBuilder text = new StringBuilder();
        boolean fillsLine = lexer.blankBefore();
        for (Token token = lexer.next(); token != Token.END; token = lexer.next()) {
            String part = sql.substring(lexer.start(), in.offset());
            boolean ends = token == Token.LINE_COMMENT
                    && fillsLine
                    && boundary.test(part.substring(2).strip());
            text.append(ends ? "/**/ " : "").append(part);
            fillsLine = lexer.blankBefore();
        }
        return text.toString();
    }

    /**
     * Lets nothing be taken for a placeholder: a string is divided into two that the server puts together again, a quoted
     * name has the dollar sign as an escape.
     *
     * @return null where that is not possible: in a comment, between dollar quotes, outside of quotes
     * @see <a href="https://www.postgresql.org/docs/current/sql-syntax-lexical.html#SQL-SYNTAX-STRINGS">String Constants</a>
     */
    public static @Nullable String withoutPlaceholders(String sql, SqlLexis lexis) {
        if (!PLACEHOLDER.matcher(sql).find()) {
            return sql;
        }
        CharWindow in = new CharWindow(sql.toCharArray(), CharWindow.BEGINNING, null);
        SqlLexer lexer = new SqlLexer(in, lexis);
        StringBuilder text = new StringBuilder();
        for (Token token = lexer.next(); token != Token.END; token = lexer.next()) {
            String part = sql.substring(lexer.start(), in.offset());
            if (token == Token.STRING) {
                text.append(PLACEHOLDER.matcher(part).replaceAll("\\$'\n'"));
            } else if (token == Token.QUOTED_NAME
                    && part.startsWith("\"")
                    && lexis.has(SqlLexis.Feature.UNICODE_ESCAPES)) {
                text.append(name(part, text));
            } else {
                text.append(part);
            }
        }
        return PLACEHOLDER.matcher(text).find() ? null : text.toString();
    }

    private static String name(String quoted, StringBuilder before) {
        if (!PLACEHOLDER.matcher(quoted).find()) {
            return quoted;
        }
        boolean touches = before.length() > 0 && SqlLexer.isWordPart(before.charAt(before.length() - 1));
        String escaped = PLACEHOLDER.matcher(quoted.replace("\\", "\\\\")).replaceAll("\\\\0024");
        return (touches ? " U&" : "U&") + escaped;
    }
}
