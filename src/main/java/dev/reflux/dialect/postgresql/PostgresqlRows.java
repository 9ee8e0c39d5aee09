package dev.reflux.dialect.postgresql;

import dev.reflux.operation.BulkColumn;
import dev.reflux.operation.BulkInsert;
import dev.reflux.schema.DataType;
import dev.reflux.schema.Literal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Rows to insert: one statement for as many rows in succession as have the same columns, up to a size that a server takes
 * with ease.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-insert.html">INSERT</a>
 */
final class PostgresqlRows {

    private static final int MOST_ROWS = 1000;

    /** In characters; a single row may be longer. */
    private static final int MOST_TEXT = 1 << 20;

    private final String table;
    private final Set<String> order = new LinkedHashSet<>();
    private final Map<String, @Nullable DataType> types = new HashMap<>();
    private final List<String> statements = new ArrayList<>();
    private final StringBuilder statement = new StringBuilder();
    private Set<String> columns = Set.of();
    private int rows;

    private PostgresqlRows(BulkInsert operation) {
        this.table = PostgresqlNames.qualified(operation.schema(), operation.table());
        for (BulkColumn column : operation.columns()) {
            order.add(column.name());
            types.put(column.name(), column.type());
        }
        operation.rows().forEach(row -> order.addAll(row.keySet()));
    }

    static List<String> insert(BulkInsert operation) {
        PostgresqlRows insert = new PostgresqlRows(operation);
        int number = 1;
        for (Map<String, Literal> row : operation.rows()) {
            insert.add(row, number++);
        }
        insert.finish();
        return insert.statements;
    }

    private void add(Map<String, Literal> row, int number) {
        if (row.isEmpty()) {
            finish();
            statements.add("INSERT INTO " + table + " DEFAULT VALUES");
            return;
        }
        String values = values(row, number);
        boolean full = rows == MOST_ROWS || statement.length() + values.length() > MOST_TEXT;
        if (full || !columns.equals(row.keySet())) {
            finish();
        }
        begin(row.keySet());
        statement.append(rows++ == 0 ? "\n    " : ",\n    ").append(values);
    }

    private void begin(Set<String> keys) {
        if (rows == 0) {
            columns = keys;
            statement
                    .append("INSERT INTO ")
                    .append(table)
                    .append(' ')
                    .append(PostgresqlNames.list(ordered(keys)))
                    .append(" VALUES");
        }
    }

    private void finish() {
        if (rows > 0) {
            statements.add(statement.toString());
            statement.setLength(0);
            rows = 0;
        }
    }

    private Collection<String> ordered(Set<String> keys) {
        return order.stream().filter(keys::contains).toList();
    }

    private String values(Map<String, Literal> row, int number) {
        StringBuilder text = new StringBuilder("(");
        for (String column : order) {
            Literal value = row.get(column);
            if (value != null) {
                ValueSite site = new ValueSite("rows", "has in row " + number + " for \"" + column + "\" ");
                text.append(text.length() == 1 ? "" : ", ")
                        .append(PostgresqlLiterals.assigned(site, value, types.get(column)));
            }
        }
        return text.append(')').toString();
    }
}
