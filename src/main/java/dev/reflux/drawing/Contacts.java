package dev.reflux.drawing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Where edges meet a shape, as parts of its width.
 *
 * <p>The first down revision comes to the middle and all that follows leaves from the middle, so that a trunk goes
 * straight through forks and merges. Other down revisions come beside it, each to a place of its own: lines that shared
 * both ends would run together, and a merge beside a fork would seem to come from what it does not come from.
 */
final class Contacts {

    private static final double MIDDLE = 0.5;

    private static final double DEPENDENCY = 0.85;

    /** At most this far apart. */
    private static final double STEP = 0.12;

    /** What the down revisions on one side of the middle have together. */
    private static final double SIDE = 0.25;

    /** What dependencies have together. */
    private static final double DEPENDENCIES = 0.08;

    private final Map<End, List<GraphEdge>> below = new HashMap<>();

    private record End(String newer, EdgeKind kind) {}

    Contacts(List<GraphEdge> edges) {
        for (GraphEdge edge : edges) {
            below.computeIfAbsent(end(edge), end -> new ArrayList<>()).add(edge);
        }
    }

    private static End end(GraphEdge edge) {
        return new End(edge.newer(), edge.kind());
    }

    /** On the upper side of the older revision; the same for all edges of a kind. */
    static double atOlder(GraphEdge edge) {
        return edge.kind() == EdgeKind.DOWN_REVISION ? MIDDLE : DEPENDENCY;
    }

    /** On the lower side of the newer revision. */
    double atNewer(GraphEdge edge) {
        List<GraphEdge> siblings = Objects.requireNonNull(below.get(end(edge)));
        int index = siblings.indexOf(edge);
        if (edge.kind() == EdgeKind.DEPENDS_ON) {
            return DEPENDENCY - index * Math.min(STEP, DEPENDENCIES / siblings.size());
        }
        int perSide = Math.max(1, siblings.size() / 2);
        int place = (index + 1) / 2;
        double away = place * Math.min(STEP, SIDE / perSide);
        return index % 2 == 0 ? MIDDLE - away : MIDDLE + away;
    }
}
