package dev.reflux.drawing;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * In which row each revision stands, 0 at the bottom: above all that it comes from and depends on, and as low as that
 * allows. A revision that comes from nothing stands right below what comes from it. Without recursion, as the way from
 * head to base may be thousands of revisions long.
 */
final class Layers {

    private final Map<String, Integer> rows = new HashMap<>();

    private final Map<String, List<String>> newer = new HashMap<>();

    private final Map<String, Integer> waitingFor = new HashMap<>();

    private Layers() {}

    static Layers of(Collection<String> ids, List<GraphEdge> edges) {
        Layers layers = new Layers();
        for (GraphEdge edge : edges) {
            layers.newer.computeIfAbsent(edge.older(), id -> new ArrayList<>()).add(edge.newer());
            layers.waitingFor.merge(edge.newer(), 1, Integer::sum);
        }
        List<String> origins =
                ids.stream().filter(id -> !layers.waitingFor.containsKey(id)).toList();
        layers.climb(origins);
        origins.forEach(layers::lift);
        return layers;
    }

    /** The row of a revision. */
    int row(String id) {
        return Objects.requireNonNull(rows.get(id), id);
    }

    /** How many rows an edge climbs. */
    int height(GraphEdge edge) {
        return row(edge.newer()) - row(edge.older());
    }

    private void climb(List<String> origins) {
        Deque<String> ready = new ArrayDeque<>(origins);
        origins.forEach(id -> rows.put(id, 0));
        while (!ready.isEmpty()) {
            String id = ready.remove();
            for (String next : newer.getOrDefault(id, List.of())) {
                rows.merge(next, row(id) + 1, Math::max);
                if (waitingFor.merge(next, -1, Integer::sum) == 0) {
                    ready.add(next);
                }
            }
        }
    }

    private void lift(String origin) {
        OptionalInt lowest = newer.getOrDefault(origin, List.of()).stream()
                .mapToInt(this::row)
                .min();
        lowest.ifPresent(row -> rows.put(origin, row - 1));
    }
}
