package dev.reflux.revision;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
    private final TreeMap<String, Integer> sorted = new TreeMap<>();

    Names(Map<String, Integer> ids, Map<String, Integer> labels) {
        this.ids = Map.copyOf(ids);
        this.labels = Map.copyOf(labels);
        ids.forEach(this::sort);
        labels.forEach(this::sort);
    }

    private void sort(String name, Integer revision) {
        if (name.codePointCount(0, name.length()) >= SHORTEST_WITH_PREFIXES) {
            sorted.put(name, revision);
        }
    }

    /** The revision with exactly this id, or null. */
    @Nullable
    Integer id(String id) {
        return ids.get(id);
    }

    /** The revision that declares exactly this branch label, or null. */
    @Nullable
    Integer label(String label) {
        return labels.get(label);
    }

    /** The revision with exactly this id or branch label, or null. */
    @Nullable
    Integer exact(String name) {
        Integer revision = ids.get(name);
        return revision == null ? labels.get(name) : revision;
    }

    /** Names that begin so, sorted. A revision appears twice when its id and its label do. */
    List<Map.Entry<String, Integer>> startingWith(String prefix) {
        List<Map.Entry<String, Integer>> result = new ArrayList<>();
        for (Map.Entry<String, Integer> entry : sorted.tailMap(prefix, true).entrySet()) {
            if (!entry.getKey().startsWith(prefix)) {
                break;
            }
            result.add(entry);
        }
        return Collections.unmodifiableList(result);
    }
}
