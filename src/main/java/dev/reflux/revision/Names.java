package dev.reflux.revision;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Ids and branch labels, which share one space of names, and the prefixes of those longer than three characters.
 *
 * <p>Follows the keys of Alembic's {@code RevisionMap}.
 */
final class Names {

    private static final int SHORTEST_WITH_PREFIXES = 4;

    private final Map<String, Integer> ids;
    private final Map<String, Integer> labels;
    private final int[] numberOf;
    private volatile String @Nullable [] sorted;

    /**
     * Takes maps, and an array, that nobody changes any more.
     *
     * @param ids indexes in file order
     * @param labels likewise
     * @param numberOf number of a revision by its index
     */
    Names(Map<String, Integer> ids, Map<String, Integer> labels, int[] numberOf) {
        this.ids = Collections.unmodifiableMap(ids);
        this.labels = Collections.unmodifiableMap(labels);
        this.numberOf = numberOf;
    }

    /** Sorted when a prefix is asked for first, which most commands never do. */
    private String[] sorted() {
        String[] known = sorted;
        if (known == null) {
            known = sort();
            sorted = known;
        }
        return known;
    }

    private String[] sort() {
        return Stream.concat(ids.keySet().stream(), labels.keySet().stream())
                .filter(name -> name.codePointCount(0, name.length()) >= SHORTEST_WITH_PREFIXES)
                .sorted()
                .toArray(String[]::new);
    }

    /** The revision with exactly this id, or null. */
    @Nullable
    Integer id(String id) {
        return number(ids.get(id));
    }

    /** The index in file order of the revision with exactly this id, or null. */
    @Nullable
    Integer index(String id) {
        return ids.get(id);
    }

    private @Nullable Integer number(@Nullable Integer index) {
        return index == null ? null : numberOf[index];
    }

    /** Whether any revision declares a branch label. */
    boolean hasLabels() {
        return !labels.isEmpty();
    }

    /** The revision that declares exactly this branch label, or null. */
    @Nullable
    Integer label(String label) {
        return number(labels.get(label));
    }

    /** The revision with exactly this id or branch label, or null. */
    @Nullable
    Integer exact(String name) {
        Integer index = ids.get(name);
        return number(index == null ? labels.get(name) : index);
    }

    /** Names that begin so, sorted. */
    List<String> startingWith(String prefix) {
        String[] sorted = sorted();
        int found = Arrays.binarySearch(sorted, prefix);
        int start = found < 0 ? -found - 1 : found;
        int end = start;
        while (end < sorted.length && sorted[end].startsWith(prefix)) {
            end++;
        }
        return List.of(Arrays.copyOfRange(sorted, start, end));
    }
}
