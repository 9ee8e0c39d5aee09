package dev.reflux.operation;

import dev.reflux.schema.Arguments;
import dev.reflux.schema.Literal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** How rows and columns of an insert go together. */
final class BulkRules {

    private BulkRules() {}

    static void check(List<BulkColumn> columns, List<Map<String, Literal>> rows) {
        Arguments.distinct("columns", columns.stream().map(BulkColumn::name).toList());
        Set<String> names = columns.stream().map(BulkColumn::name).collect(Collectors.toUnmodifiableSet());
        for (int i = 0; i < rows.size(); i++) {
            for (String key : rows.get(i).keySet()) {
                if (!columns.isEmpty() && !names.contains(key)) {
                    throw Arguments.invalid(
                            "rows", "has \"" + key + "\" in row " + (i + 1) + ", which is not in columns");
                }
                Arguments.name("rows", key);
            }
        }
    }
}
