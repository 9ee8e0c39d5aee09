package dev.reflux.runtime;

import dev.reflux.revision.RevisionGraph;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The downgrades, by a build that knows all revisions, which take away those that this build does not know, and nothing
 * else.
 */
final class WayBack {

    private static final String BASE = "base";

    private final RevisionGraph graph;
    private final Set<String> kept;
    private final Map<String, List<String>> unknown;
    private final Map<String, List<String>> children = new LinkedHashMap<>();
    private final Set<String> gone = new HashSet<>();

    /**
     * A way from unknown revisions to what is known.
     *
     * @param knownHeads the current heads as far as the files know them
     * @param unknown the revisions to go, each with its down revisions
     */
    WayBack(RevisionGraph graph, Collection<String> knownHeads, Map<String, List<String>> unknown) {
        this.graph = graph;
        this.kept = graph.applied(knownHeads);
        this.unknown = unknown;
        unknown.forEach((id, down) -> (down.isEmpty() ? List.of(BASE) : down)
                .forEach(each -> children.computeIfAbsent(each, unused -> new ArrayList<>())
                        .add(id)));
    }

    /** Targets to be downgraded to, in order. */
    List<String> targets() {
        List<String> targets = new ArrayList<>();
        unknown.forEach((id, down) -> {
            if (down.stream().allMatch(graph::contains) && !gone.contains(id)) {
                targets.add(target(id, down.isEmpty() ? BASE : down.get(0)));
            }
        });
        return targets;
    }

    /** A downgrade to a revision takes all that is above it; where some of that is to stay, only a branch. */
    private String target(String lowest, String floor) {
        if (isKeptAbove(floor)) {
            take(List.of(lowest));
            return lowest + "@" + floor;
        }
        take(children.getOrDefault(floor, List.of()));
        return floor;
    }

    private boolean isKeptAbove(String floor) {
        return floor.equals(BASE)
                ? !kept.isEmpty()
                : graph.details(floor).children().stream().anyMatch(kept::contains);
    }

    private void take(List<String> lowest) {
        Deque<String> left = new ArrayDeque<>(lowest);
        while (!left.isEmpty()) {
            String id = left.poll();
            if (gone.add(id)) {
                left.addAll(children.getOrDefault(id, List.of()));
            }
        }
    }
}
