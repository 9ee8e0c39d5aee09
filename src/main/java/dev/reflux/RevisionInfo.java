package dev.reflux;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A revision as the commands that only look show it.
 *
 * @param revision its id
 * @param downRevisions its down revisions
 * @param children the revisions that name it as down revision, in file order
 * @param dependsOn what it depends on beside them, as full ids
 * @param branchLabels labels written in its file
 * @param effectiveLabels labels that reach it, sorted
 * @param message its message, or null
 * @param created when it was created, as written in its file, or null
 * @param isHead whether no other revision names it as down revision
 * @param isEffectiveHead whether no other revision depends on it either
 * @param isBase whether it has no down revision
 * @param isBranchPoint whether several revisions name it as down revision
 * @param isMergePoint whether it has several down revisions
 * @param isCurrent whether it is a current head; null where neither the database nor given heads were read
 * @param file its file, as the user knows it
 */
public record RevisionInfo(
        String revision,
        List<String> downRevisions,
        List<String> children,
        List<String> dependsOn,
        List<String> branchLabels,
        List<String> effectiveLabels,
        @Nullable String message,
        @Nullable String created,
        boolean isHead,
        boolean isEffectiveHead,
        boolean isBase,
        boolean isBranchPoint,
        boolean isMergePoint,
        @Nullable Boolean isCurrent,
        String file) {

    /** Copies the lists. */
    public RevisionInfo {
        downRevisions = List.copyOf(downRevisions);
        children = List.copyOf(children);
        dependsOn = List.copyOf(dependsOn);
        branchLabels = List.copyOf(branchLabels);
        effectiveLabels = List.copyOf(effectiveLabels);
    }
}
