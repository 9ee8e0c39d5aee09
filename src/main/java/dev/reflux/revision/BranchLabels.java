package dev.reflux.revision;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;

/**
 * Where branch labels reach: down from the labelled revision to all its descendants, and, when nothing branches off or
 * joins above it, also against the direction of time to the nearest branch point, merge point or base.
 *
 * <p>Lists are shared between revisions, so that a chain with few labels costs no more than the chain itself.
 */
final class BranchLabels {

    private final List<List<String>> labels;

    private BranchLabels(List<List<String>> labels) {
        this.labels = labels;
    }

    /**
     * Spreads the labels.
     *
     * @param any whether a revision has a label at all
     */
    static BranchLabels of(Topology topology, boolean any) {
        if (!any) {
            return new BranchLabels(Collections.nCopies(topology.size(), List.of()));
        }
        List<List<String>> inherited = new ArrayList<>(topology.size());
        for (int i = 0; i < topology.size(); i++) {
            inherited.add(inherited(topology, i, inherited));
        }
        int[] tips = tips(topology);
        List<List<String>> result = new ArrayList<>(topology.size());
        for (int tip : tips) {
            result.add(inherited.get(tip));
        }
        return new BranchLabels(result);
    }

    private static List<String> inherited(Topology topology, int revision, List<List<String>> known) {
        List<String> own = topology.node(revision).branchLabels();
        int[] parents = topology.versioned().down(revision);
        List<String> first = parents.length == 0 ? List.of() : known.get(parents[0]);
        if (own.isEmpty() && parents.length <= 1) {
            return first;
        }
        List<String> union = first;
        for (int parent : parents) {
            union = union(union, known.get(parent));
        }
        return own.isEmpty() ? union : union(union, List.copyOf(new TreeSet<>(own)));
    }

    /** Both lists in one, sorted; one of the two where it holds the other. */
    private static List<String> union(List<String> first, List<String> second) {
        if (second.isEmpty()) {
            return first;
        }
        List<String> result = new ArrayList<>(first.size() + second.size());
        int i = 0;
        int j = 0;
        while (i < first.size() || j < second.size()) {
            int order = i == first.size()
                    ? 1
                    : j == second.size() ? -1 : first.get(i).compareTo(second.get(j));
            result.add(order <= 0 ? first.get(i) : second.get(j));
            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }
        if (result.size() == first.size()) {
            return first;
        }
        return result.size() == second.size() ? second : List.copyOf(result);
    }

    /** For a revision on an unbranched run that ends at a head, that head; for any other the revision itself. */
    private static int[] tips(Topology topology) {
        int[] tips = new int[topology.size()];
        boolean[] onRun = new boolean[topology.size()];
        for (int i = topology.size() - 1; i >= 0; i--) {
            tips[i] = i;
            boolean plain =
                    topology.all().up(i).length <= 1 && topology.versioned().down(i).length <= 1;
            int[] children = topology.versioned().up(i);
            onRun[i] = plain && (children.length == 0 || onRun[children[0]]);
            if (onRun[i] && children.length == 1) {
                tips[i] = tips[children[0]];
            }
        }
        return tips;
    }

    /** Sorted. */
    List<String> of(int revision) {
        return labels.get(revision);
    }
}
