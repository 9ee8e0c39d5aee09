package dev.reflux.authoring;

import dev.reflux.revision.Placement;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * All that a new revision file says.
 *
 * @param id id of the revision
 * @param placement its place in the graph
 * @param message what it does, on one line; null for none, never empty
 * @param created when it was written, in whole seconds
 * @param merge whether all it does is to join others
 */
record RevisionDraft(String id, Placement placement, @Nullable String message, Instant created, boolean merge) {

    RevisionDraft {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(placement, "placement");
        Objects.requireNonNull(created, "created");
    }
}
