package dev.reflux.drawing;

import static dev.reflux.drawing.GraphSymbols.DOWN;
import static dev.reflux.drawing.GraphSymbols.LEFT;
import static dev.reflux.drawing.GraphSymbols.RIGHT;
import static dev.reflux.drawing.GraphSymbols.UP;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntUnaryOperator;

/** Draws revisions one below the other, each with the lanes that it ends, joins and opens. */
final class RowDrawing {

    private static final int VERTICAL = UP | DOWN;
    private static final int HORIZONTAL = LEFT | RIGHT;

    private final GraphSymbols symbols;
    private final Set<String> pictured = new HashSet<>();
    private final Lanes lanes = new Lanes();

    /** Columns whose last character would seem to lead on into a revision that is put right below it. */
    private BitSet justEnded = new BitSet();

    RowDrawing(GraphSymbols symbols, List<PicturedRevision> revisions) {
        this.symbols = symbols;
        revisions.forEach(revision -> pictured.add(revision.id()));
    }

    GraphRow draw(PicturedRevision revision) {
        int column = lanes.arriveAt(revision.id());
        List<String> before = justEnded.get(column) ? List.of(lanesAlone()) : List.of();
        char mark = symbols.mark(revision.state());
        String own = line(Math.max(lanes.width(), column + 1), at -> at == column ? mark : lane(at));
        Set<String> parents = new LinkedHashSet<>(revision.details().node().downRevisions());
        BitSet joined = joined(parents);
        BitSet opened = open(column, parents);
        String below = line(
                Math.max(lanes.width(), column + 1),
                at -> (at == column && !parents.isEmpty()) || (!opened.get(at) && lanes.isOpen(at))
                        ? symbols.line(VERTICAL)
                        : ' ');
        List<String> after = new ArrayList<>();
        opened.or(joined);
        boolean straight = parents.size() == 1 && opened.get(column);
        if (!parents.isEmpty() && !straight) {
            after.add(link(column, opened, joined));
        }
        endLeaving(column, parents.isEmpty(), after);
        return new GraphRow(before, own, column * 2, revision, below, after);
    }

    /** The lanes that are there already. */
    private BitSet joined(Set<String> parents) {
        BitSet result = new BitSet();
        for (String parent : parents) {
            Integer lane = lanes.to(parent);
            if (lane != null) {
                result.set(lane);
            }
        }
        return result;
    }

    /** Opens the lanes that are missing; the first takes the revision's own column, a pictured parent's before others. */
    private BitSet open(int column, Set<String> parents) {
        BitSet result = new BitSet();
        for (String parent : parents) {
            if (pictured.contains(parent) && lanes.to(parent) == null) {
                int lane = result.isEmpty() ? column : lanes.freeBeside(column);
                lanes.open(lane, parent);
                result.set(lane);
            }
        }
        for (String parent : parents) {
            if (!pictured.contains(parent)) {
                int lane = result.isEmpty() ? column : lanes.freeBeside(column);
                lanes.openLeaving(lane);
                result.set(lane);
            }
        }
        return result;
    }

    /** A line to the lanes of all parents. Where it only crosses a lane, the lane is drawn and the line is not. */
    private String link(int column, BitSet targets, BitSet joined) {
        int from = Math.min(column, targets.nextSetBit(0));
        int to = Math.max(column, targets.length() - 1);
        StringBuilder line = new StringBuilder();
        for (int at = 0; at < Math.max(lanes.width(), to + 1); at++) {
            int sides = ((at > from && at <= to) ? LEFT : 0) | ((at >= from && at < to) ? RIGHT : 0);
            boolean target = targets.get(at);
            if (at == column) {
                line.append(symbols.line(sides | UP | (target ? DOWN : 0)));
            } else if (target) {
                line.append(symbols.line(sides | DOWN | (joined.get(at) ? UP : 0)));
            } else {
                line.append(lanes.isOpen(at) ? symbols.line(VERTICAL) : symbols.line(sides));
            }
            line.append(symbols.line((sides & RIGHT) == 0 ? 0 : HORIZONTAL));
        }
        return line.toString().stripTrailing();
    }

    private void endLeaving(int column, boolean base, List<String> after) {
        String line = line(lanes.width(), at -> lanes.isLeaving(at) ? symbols.leaving() : lane(at));
        justEnded = lanes.endLeaving();
        if (!justEnded.isEmpty()) {
            after.add(line);
        } else if (base) {
            justEnded.set(column);
        }
    }

    private String lanesAlone() {
        return line(lanes.width(), this::lane);
    }

    private char lane(int column) {
        return symbols.line(lanes.isOpen(column) ? VERTICAL : 0);
    }

    private static String line(int width, IntUnaryOperator characterAt) {
        StringBuilder line = new StringBuilder();
        for (int at = 0; at < width; at++) {
            line.append((char) characterAt.applyAsInt(at)).append(' ');
        }
        return line.toString().stripTrailing();
    }
}
