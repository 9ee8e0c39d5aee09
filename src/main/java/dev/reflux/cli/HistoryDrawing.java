package dev.reflux.cli;

import dev.reflux.PicturedHistory;
import dev.reflux.RevisionInfo;
import dev.reflux.drawing.GraphRow;
import dev.reflux.drawing.GraphSymbols;
import dev.reflux.drawing.RevisionState;
import dev.reflux.drawing.TextGraph;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A history with the lines between its revisions. */
final class HistoryDrawing {

    private final Style style;
    private final GraphSymbols symbols;
    private final RevisionText text;

    HistoryDrawing(Style style, GraphSymbols symbols) {
        this.style = style;
        this.symbols = symbols;
        this.text = new RevisionText(style);
    }

    List<String> lines(PicturedHistory history, boolean verbose) {
        Map<String, RevisionInfo> revisions = new HashMap<>();
        history.revisions().forEach(revision -> revisions.put(revision.revision(), revision));
        List<String> lines = new ArrayList<>();
        for (GraphRow row : TextGraph.rows(history.picture(), symbols)) {
            RevisionInfo revision =
                    Objects.requireNonNull(revisions.get(row.revision().id()), "not in the history");
            row.before().forEach(line -> lines.add(faint(line)));
            add(row, text.drawn(revision, verbose), lines);
            row.after().forEach(line -> lines.add(faint(line)));
        }
        return lines;
    }

    /** Text of several lines stands beside lanes that go on. */
    private void add(GraphRow row, String shown, List<String> lines) {
        Iterator<String> each = shown.lines().iterator();
        lines.add(marked(row) + "  " + each.next());
        String below = Columns.left(row.below(), row.lanes().length());
        each.forEachRemaining(line -> lines.add(line.isEmpty() ? faint(row.below()) : faint(below) + "  " + line));
    }

    private String marked(GraphRow row) {
        int at = row.mark();
        String mark = row.lanes().substring(at, at + 1);
        RevisionState state = row.revision().state();
        return faint(row.lanes().substring(0, at))
                + (state == RevisionState.CURRENT ? style.notice(mark) : mark)
                + faint(row.lanes().substring(at + 1));
    }

    private String faint(String lanes) {
        return lanes.isBlank() ? lanes : style.faint(lanes);
    }
}
