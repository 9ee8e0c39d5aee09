package dev.reflux.drawing;

import java.util.ArrayList;
import java.util.List;

/**
 * The graph as text, newest first: each revision on a line of its own, down revisions joined by lanes.
 *
 * <pre>
 * ◉  5b9d07e2c4f1 (head) (current), merge pricing and disputes
 * ├─╮
 * ● │  d3580bf6e1a7, add sale prices
 * │ ●  f8416b3d5e0c, follow up disputes
 * ├─╯
 * ●  b71f4e90c3d2, withdraw products softly
 * </pre>
 *
 * <p>A revision is above all that it comes from or depends on; as far as that allows, branches follow one another.
 * Dependencies are named in the text and have no lane. {@code ◉} is a current revision, {@code ○} one that is not
 * applied, {@code ●} any other. A lane that is crossed stays whole ({@code ─│─}), one that is joined does not
 * ({@code ─┼─}); an edge that leads out of the picture ends in {@code ┆}. There are never more lanes side by side than
 * are open at once, and time is linear in the characters drawn.
 */
public final class TextGraph {

    private TextGraph() {}

    /** The whole drawing, each line with its end; empty for an empty picture. */
    public static String draw(GraphPicture picture) {
        StringBuilder text = new StringBuilder();
        for (GraphRow row : rows(picture, GraphSymbols.UNICODE)) {
            row.before().forEach(line -> text.append(line).append('\n'));
            text.append(row.lanes()).append("  ").append(text(row.revision())).append('\n');
            row.after().forEach(line -> text.append(line).append('\n'));
        }
        return text.toString();
    }

    /** The lanes alone, for a caller that writes the text of each revision itself. */
    public static List<GraphRow> rows(GraphPicture picture, GraphSymbols symbols) {
        RowDrawing drawing = new RowDrawing(symbols, picture.revisions());
        return DrawingOrder.of(picture).stream().map(drawing::draw).toList();
    }

    private static String text(PicturedRevision revision) {
        List<String> words = new ArrayList<>();
        words.add(revision.id());
        words.addAll(RevisionTags.of(revision));
        List<String> dependencies = revision.details().dependencies();
        if (!dependencies.isEmpty()) {
            words.add("(depends on " + String.join(", ", dependencies) + ")");
        }
        String message = revision.details().node().message();
        return OneLine.of(String.join(" ", words) + (message == null ? "" : ", " + message));
    }
}
