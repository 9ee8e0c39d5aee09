package dev.reflux.authoring;

import dev.reflux.error.RevisionGraphException;
import dev.reflux.error.RevisionGraphException.Kind;
import dev.reflux.error.UsageException;
import dev.reflux.revision.RevisionGraph;
import dev.reflux.revision.RevisionNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Sees that a merge joins revisions that are apart; Alembic makes an ordinary child of a single one. */
final class MergeParents {

    private MergeParents() {}

    /**
     * The full ids of the revisions that targets name.
     *
     * @throws UsageException if that is fewer than two, or one twice
     * @throws RevisionGraphException OVERLAPPING_HEADS if one descends from another
     */
    static List<String> of(RevisionGraph graph, List<String> targets) {
        List<String> ids = graph.resolve(targets.toArray(String[]::new)).stream()
                .map(RevisionNode::id)
                .toList();
        Set<String> distinct = new LinkedHashSet<>(ids);
        if (distinct.size() < 2) {
            throw new UsageException(
                    "A merge needs at least two revisions, and " + String.join(" ", targets) + " names "
                            + (distinct.isEmpty() ? "none" : "only " + ids.get(0))
                            + ". Name those to merge, or use \"heads\" once there are several.");
        }
        if (distinct.size() < ids.size()) {
            throw new UsageException("The revisions to merge, " + String.join(" ", targets)
                    + ", name one more than once: " + String.join(", ", ids) + ". Name each once.");
        }
        distinct.forEach(id -> refuseAncestors(graph, id, distinct));
        return ids;
    }

    private static void refuseAncestors(RevisionGraph graph, String id, Set<String> others) {
        Set<String> seen = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(graph.node(id).downRevisions());
        while (!open.isEmpty()) {
            String ancestor = open.pop();
            if (others.contains(ancestor)) {
                throw new RevisionGraphException(
                        Kind.OVERLAPPING_HEADS,
                        "Revision '" + id + "' descends from '" + ancestor
                                + "' already, so that there is nothing to merge. Leave '" + ancestor + "' out.");
            }
            if (seen.add(ancestor)) {
                open.addAll(graph.node(ancestor).downRevisions());
            }
        }
    }
}
