package dev.reflux.junit;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How many rows there are; what they hold may rightly differ where a run is disturbed, as numbers of sequences do.
 *
 * @param tables by table, those without rows left out
 */
record RowCounts(Map<String, Integer> tables) {

    RowCounts {
        tables = Map.copyOf(tables);
    }

    static RowCounts of(Map<String, List<String>> rows) {
        Map<String, Integer> counts = new TreeMap<>();
        rows.forEach((table, each) -> counts.put(table, each.size()));
        counts.values().removeIf(count -> count == 0);
        return new RowCounts(counts);
    }

    /**
     * A line for each table that differs.
     *
     * @param how what made these rows, as {@code by the upgrade}
     * @param otherwise what made the other ones
     */
    List<String> difference(String how, RowCounts others, String otherwise) {
        TreeSet<String> names = new TreeSet<>(tables.keySet());
        names.addAll(others.tables.keySet());
        return names.stream()
                .filter(table -> !Objects.equals(tables.get(table), others.tables.get(table)))
                .map(table ->
                        "  " + table + ": " + count(table) + " " + how + ", " + others.count(table) + " " + otherwise)
                .toList();
    }

    private String count(String table) {
        Integer count = tables.get(table);
        return count == null ? "none" : count.toString();
    }
}
