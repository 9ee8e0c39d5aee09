package dev.reflux.dialect.postgresql;

import dev.reflux.operation.DropIndex;
import dev.reflux.schema.Arguments;
import dev.reflux.schema.Index;
import dev.reflux.schema.IndexColumn;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Indexes.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-createindex.html">CREATE INDEX</a>
 */
final class PostgresqlIndexes {

    private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,8}");

    private PostgresqlIndexes() {}

    /**
     * Creates an index; its name takes no schema, since it is always in that of its table.
     *
     * @param table name of the table as statements have it
     */
    static String create(String table, Index index, boolean concurrently, boolean ifNotExists) {
        String name = PostgresqlNames.optional(index.name());
        if (ifNotExists && name == null) {
            throw Arguments.invalid(
                    "if_not_exists",
                    "does not go with an index without a name, which would be made again each time; name it, or leave"
                            + " names to a naming convention");
        }
        String where = index.where();
        return new Phrase("CREATE")
                .addIf(index.unique(), "UNIQUE")
                .add("INDEX")
                .addIf(concurrently, "CONCURRENTLY")
                .addIf(ifNotExists, "IF NOT EXISTS")
                .addOptional(name)
                .addWith("ON", table)
                .addWith("USING", PostgresqlNames.optional(index.using()))
                .add(index.columns().stream()
                        .map(PostgresqlIndexes::column)
                        .collect(Collectors.joining(", ", "(", ")")))
                .addWith("INCLUDE", PostgresqlNames.list(index.include()))
                .addIf(index.nullsNotDistinct(), "NULLS NOT DISTINCT")
                .addWith("WITH", storage(index.with()))
                .addWith("WHERE", where == null ? null : PostgresqlExpressions.parenthesised("where", where))
                .toString();
    }

    static String drop(DropIndex operation) {
        return new Phrase("DROP INDEX")
                .addIf(operation.concurrently(), "CONCURRENTLY")
                .addIf(operation.ifExists(), "IF EXISTS")
                .add(PostgresqlNames.qualified(operation.schema(), operation.name()))
                .addIf(operation.cascade(), "CASCADE")
                .toString();
    }

    /** Storage parameters in parentheses; null for none. */
    static @Nullable String storage(Map<String, String> parameters) {
        return parameters.isEmpty()
                ? null
                : parameters.entrySet().stream()
                        .map(each -> each.getKey() + " = " + storageValue(each.getValue()))
                        .collect(Collectors.joining(", ", "(", ")"));
    }

    private static String storageValue(String value) {
        return NUMBER.matcher(value).matches() ? value : PostgresqlText.literal(value);
    }

    private static String column(IndexColumn column) {
        String name = PostgresqlNames.optional(column.column());
        String indexed = name != null
                ? name
                : PostgresqlExpressions.parenthesised("expression", String.valueOf(column.expression()));
        return new Phrase(indexed)
                .addWith("COLLATE", PostgresqlNames.qualified(column.collation()))
                .addOptional(PostgresqlNames.qualified(column.opclass()))
                .addOptional(column.order())
                .addWith("NULLS", column.nulls())
                .toString();
    }
}
