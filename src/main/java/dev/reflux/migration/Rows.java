package dev.reflux.migration;

import dev.reflux.error.InvalidOperationException;
import dev.reflux.operation.BulkInsert;
import dev.reflux.operation.Parameter;
import dev.reflux.schema.Arguments;
import dev.reflux.schema.Literal;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Values as authors have them, as operations take them. */
final class Rows {

    /** How many rows of a stream make an operation. */
    static final int CHUNK = 1_000;

    private Rows() {}

    /**
     * The operation for some of the rows.
     *
     * @param before how many rows were inserted before these, for errors to number them
     */
    static BulkInsert insert(
            String table,
            List<? extends Map<String, ? extends @Nullable Object>> rows,
            long before,
            Consumer<? super BulkInsert.Builder> options) {
        List<Map<String, Literal>> literals = new ArrayList<>(rows.size());
        for (Map<String, ? extends @Nullable Object> row : rows) {
            literals.add(literals(row, before + literals.size() + 1));
        }
        return Options.on(BulkInsert.builder(table).rows(literals), options).build();
    }

    private static Map<String, Literal> literals(@Nullable Map<String, ? extends @Nullable Object> row, long number) {
        if (row == null) {
            throw Arguments.invalid("rows", "has null for row " + number + "; give a map, or leave the row out");
        }
        Map<String, Literal> literals = new LinkedHashMap<>();
        Arguments.inOrder(row).forEach((column, value) -> literals.put(column, literal(column, value, number)));
        return literals;
    }

    /** Names the row and the column, since a line of the migration may stand for millions of values. */
    private static Literal literal(String column, @Nullable Object value, long number) {
        try {
            return Literal.of(value);
        } catch (InvalidOperationException e) {
            throw Arguments.invalid(
                    "rows", "has in row " + number + " for \"" + column + "\" a value that " + e.problem());
        }
    }

    static Map<String, Parameter> parameters(Map<String, ? extends @Nullable Object> values) {
        Map<String, Parameter> parameters = new LinkedHashMap<>();
        Arguments.inOrder(values).forEach((name, value) -> parameters.put(name, parameter(value)));
        return parameters;
    }

    private static Parameter parameter(@Nullable Object value) {
        return value instanceof Parameter parameter ? parameter : new Parameter(null, Literal.of(value));
    }

    /** The next rows, fewer than a whole chunk at the end only. */
    static <T> List<T> chunk(Iterator<? extends T> rows) {
        List<T> chunk = new ArrayList<>();
        while (chunk.size() < CHUNK && rows.hasNext()) {
            chunk.add(rows.next());
        }
        return chunk;
    }
}
