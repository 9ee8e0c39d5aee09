package dev.reflux.revision;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The rows of the version table, matched with the files by exact id.
 *
 * @param ids all rows, sorted, each once
 * @param known numbers of the rows that a file declares, in the order of {@code ids}
 * @param unknown the rows that no file declares, sorted
 * @param beginnings names that begin like one of the unknown rows: a row may have been cut off or written by hand
 * @param repeated the rows that appear more than once
 */
record CurrentHeads(
        SortedIds ids, List<Integer> known, List<String> unknown, List<String> beginnings, Set<String> repeated) {

    CurrentHeads {
        known = List.copyOf(known);
        unknown = List.copyOf(unknown);
        beginnings = List.copyOf(beginnings);
        repeated = Set.copyOf(repeated);
    }

    static CurrentHeads of(Collection<String> rows, Names names) {
        TreeSet<String> distinct = new TreeSet<>();
        TreeSet<String> repeated = new TreeSet<>();
        for (String row : rows) {
            if (!distinct.add(row)) {
                repeated.add(row);
            }
        }
        List<Integer> known = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        for (String row : distinct) {
            Integer revision = names.id(row);
            if (revision == null) {
                unknown.add(row);
            } else {
                known.add(revision);
            }
        }
        List<String> beginnings = unknown.stream()
                .filter(row -> !row.isEmpty())
                .flatMap(row -> names.startingWith(row).stream())
                .toList();
        return new CurrentHeads(SortedIds.copyOf(distinct), known, unknown, beginnings, repeated);
    }

    /** The same, once it is sure that the files know every row. */
    CurrentHeads allKnown() {
        if (!unknown.isEmpty()) {
            throw GraphErrors.databaseAhead(unknown, beginnings);
        }
        return this;
    }

    BitSet set() {
        return Topology.setOf(known.stream().mapToInt(Integer::intValue).toArray());
    }
}
