package dev.reflux.junit;

import dev.reflux.dialect.CatalogFact;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The columns of each table in their order. A column that an upgrade drops and its downgrade adds again stands last, which
 * no downgrade can help: a table has no other place for a new column. So does one that both of them replace, as a change of
 * type by another column, a copy and a rename.
 *
 * @param columns names of columns by kind and name of their table
 * @see <a href="https://www.postgresql.org/docs/current/sql-altertable.html">ALTER TABLE</a>
 */
record ColumnPlaces(Map<String, List<String>> columns) {

    private static final Pattern COLUMN = Pattern.compile("(column .+) #\\d{4} (.+)");

    static ColumnPlaces of(CatalogFingerprint catalog) {
        Map<String, List<String>> columns = new TreeMap<>();
        for (CatalogFact fact : catalog.facts()) {
            Matcher column = COLUMN.matcher(fact.key());
            if (column.matches()) {
                columns.computeIfAbsent(column.group(1), any -> new ArrayList<>())
                        .add(column.group(2));
            }
        }
        return new ColumnPlaces(columns);
    }

    /**
     * Whether a downgrade has led back to what was there but for the places of columns that the upgrade had dropped from tables
     * which it kept.
     */
    static boolean areAllThatMoved(
            CatalogFingerprint before, CatalogFingerprint upgraded, CatalogFingerprint downgraded) {
        if (!CatalogDifference.betweenUnordered(before, downgraded).isEmpty()) {
            return false;
        }
        ColumnPlaces expected = of(before);
        ColumnPlaces between = of(upgraded);
        ColumnPlaces actual = of(downgraded);
        return expected.columns.entrySet().stream().allMatch(entry -> {
            List<String> now = actual.of(entry.getKey());
            List<String> then = between.of(entry.getKey());
            Set<String> kept = kept(entry.getValue(), then);
            boolean sameTable = !then.isEmpty();
            return entry.getValue().equals(now)
                    || (sameTable && only(kept, entry.getValue()).equals(only(kept, now)));
        });
    }

    /** Those before any column that the upgrade has added, maybe by the name of one that it has dropped. */
    private static Set<String> kept(List<String> before, List<String> upgraded) {
        Set<String> kept = new HashSet<>();
        int from = 0;
        for (String name : upgraded) {
            int place = before.subList(from, before.size()).indexOf(name);
            if (place < 0) {
                break;
            }
            kept.add(name);
            from += place + 1;
        }
        return kept;
    }

    private List<String> of(String table) {
        return columns.getOrDefault(table, List.of());
    }

    private static List<String> only(Set<String> wanted, List<String> names) {
        return names.stream().filter(wanted::contains).toList();
    }
}
