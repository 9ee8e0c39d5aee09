package dev.reflux.dialect.postgresql;

import dev.reflux.dialect.StateTables;
import org.jspecify.annotations.Nullable;

/**
 * Identifiers and literals as PostgreSQL reads them.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-syntax-lexical.html">Lexical structure</a>
 */
final class PostgresqlText {

    private PostgresqlText() {}

    /** An identifier, always quoted: our own names must mean the same whatever words a version reserves. */
    static String identifier(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** A table, qualified where the schema is known. */
    static String table(StateTables tables, String table) {
        return tables.schema() == null ? identifier(table) : identifier(tables.schema()) + '.' + identifier(table);
    }

    /** A text in dollar quotes, which nothing in it can end. */
    static String dollarQuoted(String text) {
        String tag = "$reflux$";
        for (int i = 1; text.contains(tag); i++) {
            tag = "$reflux" + i + "$";
        }
        return tag + text + tag;
    }

    /** A text literal that reads the same whether or not {@code standard_conforming_strings} is on. */
    static String literal(@Nullable String value) {
        if (value == null) {
            return "NULL";
        }
        String quoted = "'" + value.replace("'", "''") + "'";
        return value.indexOf('\\') < 0 ? quoted : "E" + quoted.replace("\\", "\\\\");
    }
}
