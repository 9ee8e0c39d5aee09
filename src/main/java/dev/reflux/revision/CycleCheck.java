package dev.reflux.revision;

import static dev.reflux.revision.NameRules.shown;

import dev.reflux.error.Place;
import dev.reflux.error.RevisionGraphException;
import dev.reflux.error.RevisionGraphException.Kind;
import dev.reflux.revision.Topology.Edges;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Refuses a graph that has a cycle: first among down revisions alone, then with dependencies. */
final class CycleCheck {

    private static final int SHOWN = 40;

    private final List<RevisionNode> nodes;
    private final int[][] parents;
    private final int[][] children;

    private CycleCheck(List<RevisionNode> nodes, int[][] parents) {
        this.nodes = nodes;
        this.parents = parents;
        this.children =
                Edges.reversed(parents, IntStream.range(0, parents.length).toArray());
    }

    static void refuse(List<RevisionNode> nodes, int[][] down, int[][] dependencies) {
        new CycleCheck(nodes, down).refuse(Kind.CYCLE, "Cycle", "down revisions");
        if (Arrays.stream(dependencies).allMatch(each -> each.length == 0)) {
            return;
        }
        int[][] all = new int[down.length][];
        for (int i = 0; i < down.length; i++) {
            all[i] = Topology.joined(down[i], dependencies[i]);
        }
        new CycleCheck(nodes, all).refuse(Kind.DEPENDENCY_CYCLE, "Dependency cycle", "down revisions and dependencies");
    }

    private void refuse(Kind kind, String name, String edges) {
        BitSet above = leftAfterPeeling(parents, children);
        if (above.isEmpty()) {
            return;
        }
        List<Integer> cycle = cycleIn(above);
        BitSet others = leftAfterPeeling(children, parents);
        others.or(above);
        cycle.forEach(others::clear);
        RevisionNode first = nodes.get(cycle.get(0));
        String path = cycle.stream().map(i -> shown(nodes.get(i).id())).collect(Collectors.joining(" -> "));
        String files = cycle.stream()
                .limit(SHOWN)
                .map(i -> nodes.get(i).source())
                .distinct()
                .collect(Collectors.joining(", "));
        throw new RevisionGraphException(
                kind,
                name + " in the " + edges + ": " + path + " -> " + shown(first.id()) + ", in " + files + "."
                        + heldUp(others) + " Remove one of these edges.",
                Place.ofFile(first.source()).inRevision(first.id()));
    }

    private String heldUp(BitSet others) {
        if (others.isEmpty()) {
            return "";
        }
        String ids = others.stream()
                .limit(SHOWN)
                .mapToObj(i -> shown(nodes.get(i).id()))
                .collect(Collectors.joining(", "));
        return " It also keeps these from being ordered: " + ids + (others.cardinality() > SHOWN ? ", ..." : "") + ".";
    }

    /** What is left when revisions without incoming edges are taken away again and again: cycles and what is behind. */
    private static BitSet leftAfterPeeling(int[][] incoming, int[][] outgoing) {
        int[] open = new int[incoming.length];
        IntStack free = new IntStack();
        BitSet left = new BitSet();
        left.set(0, incoming.length);
        for (int i = 0; i < incoming.length; i++) {
            open[i] = incoming[i].length;
            if (open[i] == 0) {
                free.push(i);
            }
        }
        while (!free.isEmpty()) {
            int revision = free.pop();
            left.clear(revision);
            for (int next : outgoing[revision]) {
                if (--open[next] == 0) {
                    free.push(next);
                }
            }
        }
        return left;
    }

    /** Every revision that is left has a parent that is left, so that a walk downwards must meet itself. */
    private List<Integer> cycleIn(BitSet left) {
        List<Integer> path = new ArrayList<>();
        int[] position = new int[nodes.size()];
        int at = left.nextSetBit(0);
        while (position[at] == 0) {
            path.add(at);
            position[at] = path.size();
            for (int parent : parents[at]) {
                if (left.get(parent)) {
                    at = parent;
                    break;
                }
            }
        }
        return Collections.unmodifiableList(path.subList(position[at] - 1, path.size()));
    }
}
