package dev.reflux.junit;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Rows to insert when a chain comes by.
 *
 * @param revision id of the revision, or as much of it as names it
 * @param before whether they are inserted just before the revision is applied; else just after it
 * @param table name of the table, maybe with its schema
 * @param rows each by names of columns, in order
 */
record ChainRows(String revision, boolean before, String table, List<Map<String, @Nullable Object>> rows) {

    ChainRows {
        rows = copy(rows);
    }

    /** A copy that may hold nulls and keeps the order of columns. */
    static List<Map<String, @Nullable Object>> copy(List<? extends Map<String, ? extends @Nullable Object>> rows) {
        return rows.stream()
                .map(row -> Collections.<String, @Nullable Object>unmodifiableMap(new LinkedHashMap<>(row)))
                .toList();
    }
}
