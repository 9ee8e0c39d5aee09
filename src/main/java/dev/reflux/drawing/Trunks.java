package dev.reflux.drawing;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The edges that go straight on: to each revision from its first down revision, and from that only to the one of those
 * that follow it from which the way leads highest up. All others are branches, and go aside.
 */
final class Trunks {

    /** By the older revision. */
    private final Map<String, GraphEdge> onwards = new HashMap<>();

    /** The highest row that the way from a revision straight on leads to. */
    private final Map<String, Integer> tops = new HashMap<>();

    private Trunks() {}

    static Trunks of(Collection<String> ids, List<GraphEdge> edges, Layers layers) {
        Map<String, GraphEdge> first = new HashMap<>();
        edges.stream()
                .filter(edge -> edge.kind() == EdgeKind.DOWN_REVISION)
                .forEach(edge -> first.putIfAbsent(edge.newer(), edge));
        Trunks trunks = new Trunks();
        ids.stream()
                .sorted(Comparator.comparing(layers::row).reversed())
                .forEach(id -> trunks.descend(id, layers.row(id), first.get(id)));
        return trunks;
    }

    /** From top to bottom, so that what follows a revision is known. */
    private void descend(String id, int row, @Nullable GraphEdge down) {
        GraphEdge up = onwards.get(id);
        int top = up == null ? row : top(up);
        tops.put(id, top);
        if (down != null) {
            onwards.merge(down.older(), down, (one, other) -> top(other) > top(one) ? other : one);
        }
    }

    private int top(GraphEdge edge) {
        return Objects.requireNonNull(tops.get(edge.newer()), edge.newer());
    }

    boolean contains(GraphEdge edge) {
        return edge.equals(onwards.get(edge.older()));
    }
}
