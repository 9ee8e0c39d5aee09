package dev.reflux;

import dev.reflux.drawing.GraphPicture;
import java.util.List;
import java.util.Objects;

/**
 * The revisions of a query with their picture; both are of the same files and the same look at the database.
 *
 * @param revisions newest first, as {@link Reflux#history(HistoryQuery)} gives them
 * @param picture the same revisions, to be drawn
 */
public record PicturedHistory(List<RevisionInfo> revisions, GraphPicture picture) {

    /** Copies the list. */
    public PicturedHistory {
        revisions = List.copyOf(revisions);
        Objects.requireNonNull(picture, "picture");
    }
}
