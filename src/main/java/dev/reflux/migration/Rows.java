package dev.reflux.migration;

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

    static BulkInsert insert(
            String table,
            List<? extends Map<String, ? extends @Nullable Object>> rows,
            Consumer<? super BulkInsert.Builder> options) {
        List<Map<String, Literal>> literals = rows.stream().map(Rows::literals).toList();
        return Options.on(BulkInsert.builder(table).rows(literals), options).build();
    }

    private static Map<String, Literal> literals(Map<String, ? extends @Nullable Object> row) {
        Map<String, Literal> literals = new LinkedHashMap<>();
        Arguments.inOrder(row).forEach((column, value) -> literals.put(column, Literal.of(value)));
        return literals;
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
