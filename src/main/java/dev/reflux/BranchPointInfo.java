package dev.reflux;

import java.util.List;
import java.util.Objects;

/**
 * A branch point as {@link Reflux#branches} shows it.
 *
 * @param revision the revision that several others name as down revision
 * @param children those others, in file order
 */
public record BranchPointInfo(RevisionInfo revision, List<RevisionInfo> children) {

    /** Copies the list. */
    public BranchPointInfo {
        Objects.requireNonNull(revision, "revision");
        children = List.copyOf(children);
    }
}
