package dev.reflux.junit;

import dev.reflux.config.RefluxConfig;
import dev.reflux.dialect.Dialect;
import dev.reflux.dialect.TableColumn;
import dev.reflux.engine.AsyncConnection;
import dev.reflux.engine.AsyncEngine;
import dev.reflux.engine.SyncConnection;
import dev.reflux.error.DatabaseException;
import dev.reflux.error.InvalidOperationException;
import dev.reflux.error.UsageException;
import dev.reflux.operation.BulkColumn;
import dev.reflux.operation.BulkInsert;
import dev.reflux.schema.DataType;
import dev.reflux.schema.Literal;
import dev.reflux.schema.QualifiedName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * The rows of tables in a database. Blocks.
 *
 * @param database where they are
 */
record TableAccess(ScratchDatabase database) {

    private static final Logger log = LoggerFactory.getLogger(TableAccess.class);

    private static final int MOST_STATEMENTS = 500;

    /**
     * The columns of a table in their order.
     *
     * @throws UsageException if there is no such table
     */
    List<TableColumn> columns(String table) {
        String query = dialect().tables().columns(QualifiedName.parse(table));
        List<TableColumn> columns = Objects.requireNonNull(database.on(connection -> PlainRow.of(connection, query))
                .map(TableAccess::column)
                .collectList()
                .block());
        if (columns.isEmpty()) {
            throw new UsageException(
                    "There is no table " + table + " in the database as it is now. Correct the name, with its"
                            + " schema where that is not on the search path, or migrate to a revision that has the table.");
        }
        return columns;
    }

    private static TableColumn column(PlainRow row) {
        return new TableColumn(
                Objects.requireNonNull(row.get("name", String.class)),
                Objects.requireNonNull(row.get("type", String.class)),
                Boolean.TRUE.equals(row.get("nullable", Boolean.class)),
                Boolean.TRUE.equals(row.get("generated", Boolean.class)),
                row.get("default_value", String.class),
                Objects.requireNonNull(row.get("key_position", Integer.class)));
    }

    /** All rows of some columns of a table, in the order of its primary key, else of all that it holds. */
    List<Map<String, @Nullable Object>> rows(String table, List<TableColumn> columns, List<TableColumn> all) {
        return query(dialect().tables().rows(QualifiedName.parse(table), columns, all));
    }

    /** All rows of a query; the keys are the labels of its columns in their order. */
    List<Map<String, @Nullable Object>> query(String text) {
        return Objects.requireNonNull(database.on(connection -> PlainRow.of(connection, text))
                .map(PlainRow::values)
                .collectList()
                .block());
    }

    /** Inserts rows, as many as fit into one message in one transaction. */
    void insert(String table, List<Map<String, @Nullable Object>> rows, List<TableColumn> columns) {
        Map<String, @Nullable DataType> types = types(columns);
        List<String> statements = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            statements.add(insert(QualifiedName.parse(table), rows.get(i), types, place(table, rows, i)));
        }
        for (int first = 0; first < statements.size(); first += MOST_STATEMENTS) {
            send(table, rows, first, statements.subList(first, Math.min(first + MOST_STATEMENTS, statements.size())));
        }
    }

    private String insert(
            QualifiedName table,
            Map<String, @Nullable Object> row,
            Map<String, @Nullable DataType> types,
            String place) {
        requireKnown(row.keySet(), types.keySet(), place);
        Map<String, Literal> values = new LinkedHashMap<>();
        row.forEach((column, value) -> values.put(column, Literal.of(value)));
        List<BulkColumn> columns = row.keySet().stream()
                .map(column -> new BulkColumn(column, types.get(column)))
                .toList();
        try {
            BulkInsert operation = new BulkInsert(table.name(), table.schema(), columns, List.of(values));
            return dialect().operations().compile(operation).get(0);
        } catch (InvalidOperationException e) {
            throw new UsageException(place + " cannot be inserted: " + e.getMessage());
        }
    }

    private static void requireKnown(Set<String> given, Set<String> known, String place) {
        List<String> unknown =
                given.stream().filter(column -> !known.contains(column)).toList();
        if (!unknown.isEmpty()) {
            throw new UsageException(place + " has values for columns that the table does not have: "
                    + String.join(", ", unknown) + ". It has " + String.join(", ", known) + ".");
        }
    }

    /** A type that only the server understands is left to it. */
    private static Map<String, @Nullable DataType> types(List<TableColumn> columns) {
        Map<String, @Nullable DataType> types = new LinkedHashMap<>();
        for (TableColumn column : columns) {
            try {
                types.put(column.name(), DataType.parse(column.type()));
            } catch (InvalidOperationException e) {
                types.put(column.name(), null);
            }
        }
        return types;
    }

    private void send(String table, List<Map<String, @Nullable Object>> rows, int first, List<String> statements) {
        try {
            sync(connection -> connection.execute(statements));
        } catch (DatabaseException e) {
            String place = place(table, rows, first + e.failure().index());
            throw e.explained(
                    place + " was not inserted: " + rows.get(first + e.failure().index()));
        }
    }

    private static String place(String table, List<?> rows, int index) {
        return "Row " + (index + 1) + " of " + rows.size() + " for table " + table;
    }

    /** Runs texts, each as one message, and takes back what they set for the session. */
    void execute(List<String> texts) {
        sync(connection -> {
            try {
                texts.forEach(connection::execute);
            } finally {
                reset(connection);
            }
            return texts;
        });
    }

    /** Does not matter in a transaction that was left open: such a session is not kept. */
    private void reset(SyncConnection connection) {
        try {
            connection.cleanUp(dialect().session().resetTo(List.of()));
        } catch (DatabaseException e) {
            log.debug("The session is given up, with what it was in the middle of", e);
        }
    }

    private <T> T sync(Function<SyncConnection, T> work) {
        AsyncEngine engine = AsyncEngine.over(database.connections(), RefluxConfig.defaults());
        return Objects.requireNonNull(
                Mono.usingWhen(engine.connect(), connection -> connection.runSync(work), AsyncConnection::close)
                        .block());
    }

    private Dialect dialect() {
        return database.server().dialect();
    }

    /** The names of columns, for people. */
    static String names(List<TableColumn> columns) {
        return columns.stream().map(TableColumn::name).collect(Collectors.joining(", "));
    }
}
