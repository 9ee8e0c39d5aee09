package dev.reflux;

import dev.reflux.drawing.RevisionState;
import dev.reflux.revision.RevisionGraph;
import dev.reflux.revision.RevisionNode;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where each revision stands in a database.
 *
 * @param current the version rows, and the heads of branches that they imply
 * @param applied those and all below them
 */
record RevisionStates(Set<String> current, Set<String> applied) {

    RevisionStates {
        current = Set.copyOf(current);
        applied = Set.copyOf(applied);
    }

    static RevisionStates of(RevisionGraph graph, Collection<String> rows) {
        Set<String> current =
                graph.currentRevisions(rows).stream().map(RevisionNode::id).collect(Collectors.toUnmodifiableSet());
        return new RevisionStates(current, graph.applied(rows));
    }

    RevisionState of(String id) {
        if (current.contains(id)) {
            return RevisionState.CURRENT;
        }
        return applied.contains(id) ? RevisionState.APPLIED : RevisionState.PENDING;
    }
}
