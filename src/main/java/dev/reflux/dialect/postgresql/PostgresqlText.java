package dev.reflux.dialect.postgresql;

import dev.reflux.dialect.StateTables;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Identifiers and literals as PostgreSQL reads them.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-syntax-lexical.html">Lexical structure</a>
 */
final class PostgresqlText {

    private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_]*");

    /** The words that some supported version does not take as the name of a table or a column. */
    private static final Set<String> RESERVED = Set.of(
            """
            all analyse analyze and any array as asc asymmetric authorization binary both case cast check collate
            collation column concurrently constraint create cross current_catalog current_date current_role
            current_schema current_time current_timestamp current_user default deferrable desc distinct do else end
            except false fetch for foreign freeze from full grant group having ilike in initially inner intersect into
            is isnull join lateral leading left like limit localtime localtimestamp natural not notnull null offset on
            only or order outer overlaps placing primary references returning right select session_user similar some
            symmetric system_user table tablesample then to trailing true union unique user using variadic verbose when
            where window with
            """
                    .strip()
                    .split("\\s+"));

    private PostgresqlText() {}

    /** An identifier, quoted unless every supported version reads it as it stands. */
    static String identifier(String name) {
        boolean plain = PLAIN.matcher(name).matches() && !RESERVED.contains(name);
        return plain ? name : '"' + name.replace("\"", "\"\"") + '"';
    }

    /** A table, qualified where the schema is known. */
    static String table(StateTables tables, String table) {
        return tables.schema() == null ? identifier(table) : identifier(tables.schema()) + '.' + identifier(table);
    }

    /** A text in dollar quotes, which nothing in it can end. */
    static String dollarQuoted(String text) {
        String tag = "$reflux$";
        // The end of the text and the beginning of the closing tag could make a tag too
        for (int i = 1; (text + '$').contains(tag); i++) {
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

    /** An array of texts. */
    static String array(List<String> values) {
        return values.stream().map(PostgresqlText::literal).collect(Collectors.joining(", ", "ARRAY[", "]::text[]"));
    }
}
