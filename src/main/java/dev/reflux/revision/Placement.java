package dev.reflux.revision;

import java.util.List;

/**
 * Where a new revision goes, in the words that its file will hold.
 *
 * @param downRevisions full ids; empty for a new base
 * @param dependsOn full ids, or branch labels where the user named a label
 * @param branchLabels as asked for
 */
public record Placement(List<String> downRevisions, List<String> dependsOn, List<String> branchLabels) {

    /** Copies the lists. */
    public Placement {
        downRevisions = List.copyOf(downRevisions);
        dependsOn = List.copyOf(dependsOn);
        branchLabels = List.copyOf(branchLabels);
    }
}
