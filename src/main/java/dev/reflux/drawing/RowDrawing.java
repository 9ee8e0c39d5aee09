package dev.reflux.drawing;

import static dev.reflux.drawing.GraphSymbols.DOWN;
import static dev.reflux.drawing.GraphSymbols.LEFT;
import static dev.reflux.drawing.GraphSymbols.RIGHT;
import static dev.reflux.drawing.GraphSymbols.UP;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
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
        BitSet above = lanes.open();
        List<String> before = justEnded.get(column) ? List.of(verticals(above)) : List.of();
        char mark = symbols.mark(revision.state());
        String own = line(Math.max(above.length(), column + 1), at -> at == column ? mark : vertical(above, at));
        Set<String> parents = new LinkedHashSet<>(revision.details().node().downRevisions());
        above.set(column, !parents.isEmpty());
        List<String> after = parents.isEmpty() ? endAt(column) : lead(column, parents, above);
        return new GraphRow(before, own, column * 2, revision, verticals(above), after);
    }

    private List<String> endAt(int column) {
        justEnded = new BitSet();
        justEnded.set(column);
        return List.of();
    }

    /** Leads lanes to all parents; gives the lines that takes. */
    private List<String> lead(int column, Set<String> parents, BitSet above) {
        List<String> lines = new ArrayList<>();
        BitSet touched = connect(column, parents);
        boolean straight = touched.cardinality() == 1;
        if (!straight) {
            lines.add(link(touched, above, lanes.open()));
        }
        if (lanes.anyLeaving()) {
            lines.add(line(lanes.width(), this::verticalOrLeaving));
        }
        justEnded = lanes.endLeaving();
        return lines;
    }

    /** Joins the lanes that are there and opens the others; gives the columns of all of them and the revision's own. */
    private BitSet connect(int column, Set<String> parents) {
        BitSet touched = new BitSet();
        touched.set(column);
        List<String> missing = new ArrayList<>();
        for (String parent : parents) {
            Integer lane = lanes.to(parent);
            if (lane == null) {
                missing.add(parent);
            } else {
                touched.set(lane);
                if (parents.size() == 1 && lane > column) {
                    lanes.move(parent, column); // else the drawing would wander to the right
                }
            }
        }
        missing.sort(Comparator.comparing(parent -> !pictured.contains(parent)));
        missing.forEach(parent -> touched.set(open(column, parent)));
        return touched;
    }

    /** The first takes the revision's own column. */
    private int open(int column, String parent) {
        int lane = lanes.isOpen(column) ? lanes.freeBeside(column) : column;
        if (pictured.contains(parent)) {
            lanes.open(lane, parent);
        } else {
            lanes.openLeaving(lane);
        }
        return lane;
    }

    /** A line that touches some columns. Another lane between them is drawn whole, and the line goes behind it. */
    private String link(BitSet touched, BitSet above, BitSet below) {
        int from = touched.nextSetBit(0);
        int to = touched.length() - 1;
        StringBuilder line = new StringBuilder();
        for (int at = 0; at < Math.max(below.length(), to + 1); at++) {
            int sides = ((at > from && at <= to) ? LEFT : 0) | ((at >= from && at < to) ? RIGHT : 0);
            int ends = (above.get(at) ? UP : 0) | (below.get(at) ? DOWN : 0);
            boolean crossed = ends != 0 && !touched.get(at);
            line.append(symbols.line(crossed ? ends : sides | ends));
            line.append(symbols.line((sides & RIGHT) == 0 ? 0 : HORIZONTAL));
        }
        return line.toString().stripTrailing();
    }

    private char verticalOrLeaving(int column) {
        return lanes.isLeaving(column) ? symbols.leaving() : symbols.line(lanes.isOpen(column) ? VERTICAL : 0);
    }

    private String verticals(BitSet columns) {
        return line(columns.length(), at -> vertical(columns, at));
    }

    private char vertical(BitSet columns, int column) {
        return symbols.line(columns.get(column) ? VERTICAL : 0);
    }

    private static String line(int width, IntUnaryOperator characterAt) {
        StringBuilder line = new StringBuilder();
        for (int at = 0; at < width; at++) {
            line.append((char) characterAt.applyAsInt(at)).append(' ');
        }
        return line.toString().stripTrailing();
    }
}
