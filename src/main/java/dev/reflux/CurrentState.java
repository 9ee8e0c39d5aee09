package dev.reflux;

import dev.reflux.dialect.UnfinishedRevision;
import java.util.List;

/**
 * Where a database stands.
 *
 * @param revisions the current revisions, those implied by a dependency included, in the order of the text output
 * @param atHead whether every effective head of the files is reached
 * @param unfinished revisions left half-way, oldest first
 */
public record CurrentState(List<RevisionInfo> revisions, boolean atHead, List<UnfinishedRevision> unfinished) {

    /** Copies the lists. */
    public CurrentState {
        revisions = List.copyOf(revisions);
        unfinished = List.copyOf(unfinished);
    }
}
