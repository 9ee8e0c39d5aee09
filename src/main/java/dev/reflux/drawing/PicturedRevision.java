package dev.reflux.drawing;

import dev.reflux.revision.RevisionDetails;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A revision of a picture.
 *
 * @param details the revision and its place in the graph
 * @param created when it was created, as its file says it, or null
 * @param state where it stands, or null where no database was asked
 */
public record PicturedRevision(RevisionDetails details, @Nullable String created, @Nullable RevisionState state) {

    /** Needs the details. */
    public PicturedRevision {
        Objects.requireNonNull(details, "details");
    }

    /** Its id. */
    public String id() {
        return details.node().id();
    }
}
