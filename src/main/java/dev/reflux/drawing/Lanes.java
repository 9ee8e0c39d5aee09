package dev.reflux.drawing;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a text drawing. A column is free, or a lane: it leads down to a revision that is not drawn yet, or out of
 * the picture. All edges to one revision share one lane, and a lane that has ended leaves its column to the next, so that
 * there are never more columns than lanes were open at once.
 */
final class Lanes {

    private final Map<String, Integer> byRevision = new HashMap<>();
    private final BitSet open = new BitSet();
    private final BitSet leaving = new BitSet();
    private int columns;

    /** Ends the lane of a revision in its column; finds a column for one that no lane leads to. */
    int arriveAt(String revision) {
        Integer column = byRevision.remove(revision);
        if (column == null) {
            return known(open.nextClearBit(0));
        }
        open.clear(column);
        return column;
    }

    /** The column of the lane to a revision, or null. */
    @Nullable
    Integer to(String revision) {
        return byRevision.get(revision);
    }

    void open(int column, String revision) {
        open.set(known(column));
        byRevision.put(revision, column);
    }

    /** Leads the lane to a revision on in another column. */
    void move(String revision, int column) {
        Integer old = byRevision.put(revision, known(column));
        if (old != null) {
            open.clear(old);
        }
        open.set(column);
    }

    /** Opens a lane out of the picture. */
    void openLeaving(int column) {
        open.set(known(column));
        leaving.set(column);
    }

    /** Ends the lanes out of the picture, and gives their columns. */
    BitSet endLeaving() {
        BitSet ended = (BitSet) leaving.clone();
        open.andNot(leaving);
        leaving.clear();
        return ended;
    }

    boolean anyLeaving() {
        return !leaving.isEmpty();
    }

    boolean isLeaving(int column) {
        return leaving.get(column);
    }

    /** The columns of all lanes, as they are now. */
    BitSet open() {
        return (BitSet) open.clone();
    }

    boolean isOpen(int column) {
        return open.get(column);
    }

    /** One more than the last open column. */
    int width() {
        return open.length();
    }

    /** The nearest free column to the right, else to the left, else a new one. */
    int freeBeside(int column) {
        int right = open.nextClearBit(column + 1);
        int left = right < columns ? -1 : open.previousClearBit(column);
        return left >= 0 ? left : right;
    }

    private int known(int column) {
        columns = Math.max(columns, column + 1);
        return column;
    }
}
