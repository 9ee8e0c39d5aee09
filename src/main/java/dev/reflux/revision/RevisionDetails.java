package dev.reflux.revision;

import java.util.List;
import java.util.Objects;

/**
 * A revision with what only the whole graph can tell about it.
 *
 * @param node the revision as declared
 * @param dependencies what it depends on beside its down revisions, as full ids, in the order of the file
 * @param effectiveLabels branch labels after they have spread to descendants (and up to the nearest branch point, merge
 *     point or base), sorted
 * @param children ids of the revisions that name this one as down revision, in file order
 * @param head no revision names this one as down revision
 * @param effectiveHead no revision names this one as down revision or dependency
 * @param base has no down revision
 * @param branchPoint has more than one child
 * @param mergePoint has more than one down revision
 */
public record RevisionDetails(
        RevisionNode node,
        List<String> dependencies,
        List<String> effectiveLabels,
        List<String> children,
        boolean head,
        boolean effectiveHead,
        boolean base,
        boolean branchPoint,
        boolean mergePoint) {

    /** Copies the lists. */
    public RevisionDetails {
        Objects.requireNonNull(node, "node");
        dependencies = List.copyOf(dependencies);
        effectiveLabels = List.copyOf(effectiveLabels);
        children = List.copyOf(children);
    }
}
