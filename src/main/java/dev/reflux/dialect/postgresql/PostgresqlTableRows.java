package dev.reflux.dialect.postgresql;

import static dev.reflux.dialect.postgresql.PostgresqlText.identifier;
import static dev.reflux.dialect.postgresql.PostgresqlText.literal;

import dev.reflux.dialect.TableColumn;
import dev.reflux.dialect.TableStatements;
import dev.reflux.schema.QualifiedName;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Columns and rows of a table.
 *
 * @see <a href="https://www.postgresql.org/docs/current/catalog-pg-attribute.html">pg_attribute</a>
 */
final class PostgresqlTableRows implements TableStatements {

    @Override
    public String columns(QualifiedName table) {
        return """
               SELECT attname::text AS name, format_type(atttypid, atttypmod) AS type,
                   NOT attnotnull AS nullable, attgenerated <> '' OR attidentity = 'a' AS generated,
                   pg_get_expr(adbin, adrelid) AS default_value,
                   coalesce(array_position(indkey::int2[], attnum) + 1 - array_lower(indkey::int2[], 1), 0) AS key_position
               FROM pg_attribute
               LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
               LEFT JOIN pg_index ON indrelid = attrelid AND indisprimary
               WHERE attrelid = to_regclass(%s) AND attnum > 0 AND NOT attisdropped
               ORDER BY attnum"""
                .formatted(literal(PostgresqlNames.qualified(table)));
    }

    /** What has no key is ordered by its text, as the C locale has it, so that the order is the same everywhere. */
    @Override
    public String rows(QualifiedName table, List<TableColumn> columns, List<TableColumn> all) {
        String key = all.stream()
                .filter(column -> column.keyPosition() > 0)
                .sorted(Comparator.comparingInt(TableColumn::keyPosition))
                .map(column -> "t." + identifier(column.name()))
                .collect(Collectors.joining(", "));
        return "SELECT "
                + columns.stream()
                        .map(column -> "t." + identifier(column.name()))
                        .collect(Collectors.joining(", "))
                + " FROM " + PostgresqlNames.qualified(table) + " AS t ORDER BY "
                + (key.isEmpty() ? "t::text COLLATE \"C\"" : key);
    }
}
