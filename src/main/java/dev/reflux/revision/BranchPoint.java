package dev.reflux.revision;

import java.util.List;
import java.util.Objects;

/**
 * A revision with more than one child.
 *
 * @param revision the revision
 * @param children the revisions that name it as down revision, in file order
 */
public record BranchPoint(RevisionNode revision, List<RevisionNode> children) {

    /** Copies the list. */
    public BranchPoint {
        Objects.requireNonNull(revision, "revision");
        children = List.copyOf(children);
    }
}
