package dev.reflux.junit;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Row;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/**
 * A row as Java values that can be compared: what the driver decodes a column to, but a {@link List} for an array, and a text
 * for JSON and for every type that Java has no class for.
 *
 * @param values by the labels of the columns, in their order
 */
record PlainRow(Map<String, @Nullable Object> values) {

    /** Sends a text as one message and gives the rows of all its statements in order. */
    static Flux<PlainRow> of(Connection connection, String text) {
        return Flux.from(connection.createStatement(text).execute()).concatMap(PlainRow::of);
    }

    private static Flux<PlainRow> of(Result result) {
        return Flux.from(result.map((row, metadata) -> of(row)));
    }

    private static PlainRow of(Row row) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        var columns = row.getMetadata().getColumnMetadatas();
        for (int i = 0; i < columns.size(); i++) {
            values.put(
                    columns.get(i).getName(),
                    plain(row, i, columns.get(i).getType().getName()));
        }
        return new PlainRow(Collections.unmodifiableMap(values));
    }

    private static @Nullable Object plain(Row row, int column, String type) {
        boolean json = type.equalsIgnoreCase("json") || type.equalsIgnoreCase("jsonb");
        return json ? row.get(column, String.class) : plain(row.get(column));
    }

    private static @Nullable Object plain(@Nullable Object value) {
        if (value == null || !value.getClass().isArray()) {
            return value;
        }
        List<@Nullable Object> items = new ArrayList<>();
        for (int i = 0; i < Array.getLength(value); i++) {
            items.add(plain(Array.get(value, i)));
        }
        return Collections.unmodifiableList(items);
    }

    <T> @Nullable T get(String column, Class<T> type) {
        return type.cast(values.get(column));
    }
}
