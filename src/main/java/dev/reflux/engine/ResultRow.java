package dev.reflux.engine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One row, its values as the driver decoded them. Immutable. */
public final class ResultRow {

    private final List<String> columns;
    private final List<@Nullable Object> values;

    ResultRow(List<String> columns, List<@Nullable Object> values) {
        this.columns = List.copyOf(columns);
        this.values = Collections.unmodifiableList(new ArrayList<>(values));
    }

    /** Names of the columns, in the statement's order. */
    public List<String> columns() {
        return columns;
    }

    /**
     * The value of a column.
     *
     * @param column its name, exactly
     * @param type the Java type that the driver decodes the column to
     * @return the value, or null for SQL {@code NULL}
     * @throws IllegalArgumentException if there is no such column
     * @throws ClassCastException if the value is of another type
     */
    public <T> @Nullable T get(String column, Class<T> type) {
        int index = columns.indexOf(column);
        if (index < 0) {
            throw new IllegalArgumentException("No column " + column + " among " + columns);
        }
        return type.cast(values.get(index));
    }

    /** As {@link #get}, for a column that is never {@code NULL}. */
    public <T> T require(String column, Class<T> type) {
        T value = get(column, type);
        if (value == null) {
            throw new IllegalArgumentException("Column " + column + " is NULL");
        }
        return value;
    }

    @Override
    public String toString() {
        return columns + "=" + values;
    }
}
