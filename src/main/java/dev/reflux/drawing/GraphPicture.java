package dev.reflux.drawing;

import java.util.List;

/**
 * What is drawn. A revision's down revisions and dependencies need not all be in it: a range of the history has edges
 * that lead out of it.
 *
 * @param revisions newest first, each before all that it comes from
 */
public record GraphPicture(List<PicturedRevision> revisions) {

    /** Copies the list. */
    public GraphPicture {
        revisions = List.copyOf(revisions);
    }
}
