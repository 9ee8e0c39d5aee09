package dev.reflux.junit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Rows that two states of the same tables do not have in common.
 *
 * @param lines table by table, what is lost with {@code -}, what is left over with {@code +}; empty for none
 */
record RowDifference(List<String> lines) {

    static final RowDifference NONE = new RowDifference(List.of());

    private static final int MOST_LINES = 20;

    RowDifference {
        lines = List.copyOf(lines);
    }

    /** Compares rows as text, by table; their order does not count. */
    static RowDifference between(Map<String, List<String>> expected, Map<String, List<String>> actual) {
        List<String> lines = new ArrayList<>();
        TreeSet<String> tables = new TreeSet<>(expected.keySet());
        tables.addAll(actual.keySet());
        for (String table : tables) {
            List<String> before = expected.getOrDefault(table, List.of());
            List<String> after = actual.getOrDefault(table, List.of());
            Stream.concat(
                            without(before, after).stream().map(row -> "- " + table + ": " + row),
                            without(after, before).stream().map(row -> "+ " + table + ": " + row))
                    .forEach(lines::add);
        }
        return new RowDifference(lines);
    }

    /** A row may be there several times. */
    private static List<String> without(List<String> rows, List<String> others) {
        Map<String, Integer> left = new HashMap<>();
        others.forEach(row -> left.merge(row, 1, Integer::sum));
        return rows.stream()
                .filter(row -> left.merge(row, -1, Integer::sum) < 0)
                .toList();
    }

    boolean isEmpty() {
        return lines.isEmpty();
    }

    @Override
    public String toString() {
        String shown = String.join(
                "\n", lines.stream().limit(MOST_LINES).map(line -> "  " + line).toList());
        int rest = lines.size() - MOST_LINES;
        return rest <= 0 ? shown : shown + "\n  … and " + rest + (rest == 1 ? " row more" : " rows more");
    }
}
