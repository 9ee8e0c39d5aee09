package dev.reflux.script;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a revision file says of the revision itself, as it is written there: nothing is looked up in the graph yet.
 *
 * @param id the revision's id
 * @param downRevisions the revisions before it; empty for a base
 * @param branchLabels the labels that it gives to its branch
 * @param dependsOn revisions (or branch labels) that must be applied before it
 * @param message what it does, or null
 * @param created when it was written, as the file says it, or null
 * @param timeouts how long its statements may take
 */
public record RevisionHeader(
        String id,
        List<String> downRevisions,
        List<String> branchLabels,
        List<String> dependsOn,
        @Nullable String message,
        @Nullable String created,
        RevisionTimeouts timeouts) {

    /** Copies the lists. */
    public RevisionHeader {
        downRevisions = List.copyOf(downRevisions);
        branchLabels = List.copyOf(branchLabels);
        dependsOn = List.copyOf(dependsOn);
    }
}
