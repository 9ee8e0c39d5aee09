package dev.reflux.drawing;

import java.util.List;
import java.util.Objects;

/**
 * A revision of a text drawing with the lines around it. No text here ends in a blank.
 *
 * @param before whole lines above it
 * @param lanes what stands left of its text: the lanes, with its own mark among them
 * @param mark index of that mark in {@code lanes}
 * @param revision the revision
 * @param below what stands left of further lines of its text: the lanes as they go on
 * @param after whole lines below it, and below all of its text
 */
public record GraphRow(
        List<String> before, String lanes, int mark, PicturedRevision revision, String below, List<String> after) {

    /** Copies the lists. */
    public GraphRow {
        before = List.copyOf(before);
        after = List.copyOf(after);
        Objects.requireNonNull(lanes, "lanes");
        Objects.requireNonNull(revision, "revision");
        Objects.requireNonNull(below, "below");
    }
}
