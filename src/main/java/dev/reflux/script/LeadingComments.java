package dev.reflux.script;

import dev.reflux.sql.LineComment;
import dev.reflux.sql.TextPosition;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The comments at the beginning of a SQL text, found without the scanner: a folder may hold ten thousand files, and most
 * heads are plain.
 */
final class LeadingComments {

    private final byte[] text;
    private final List<LineComment> comments = new ArrayList<>();
    private int line = 1;
    private boolean atMarker;

    private LeadingComments(byte[] text) {
        this.text = text;
    }

    /**
     * The comments that fill a line, up to the first marker.
     *
     * @return null when it takes the scanner to tell: there is something else before the first marker, or no ASCII
     */
    static @Nullable List<LineComment> of(byte[] text) {
        LeadingComments leading = new LeadingComments(text);
        int start = 0;
        while (start < text.length) {
            int end = leading.lineEnd(start);
            if (end < 0 || !leading.take(start, end)) {
                return null;
            }
            start = leading.atMarker ? text.length : leading.nextLine(end);
        }
        return leading.comments;
    }

    /** -1 when there is a character in the line that is not plain. */
    private int lineEnd(int start) {
        int at = start;
        while (at < text.length && text[at] != '\n' && text[at] != '\r') {
            if (text[at++] <= 0) {
                return -1;
            }
        }
        return at;
    }

    /** Takes a line; false when it is neither blank nor a comment. */
    private boolean take(int start, int end) {
        int at = start;
        while (at < end && (text[at] == ' ' || text[at] == '\t')) {
            at++;
        }
        if (at == end) {
            return true;
        }
        if (end - at < 2 || text[at] != '-' || text[at + 1] != '-') {
            return false;
        }
        String comment = text(at + 2, end);
        if (SqlMarker.isMarker(comment)) {
            atMarker = true;
        } else {
            comments.add(new LineComment(comment, new TextPosition(line, at - start + 1)));
        }
        return true;
    }

    private String text(int start, int end) {
        int from = start;
        while (from < end && text[from] == ' ') {
            from++;
        }
        return new String(text, from, end - from, StandardCharsets.US_ASCII).strip();
    }

    private int nextLine(int end) {
        line++;
        boolean two = end + 1 < text.length && text[end] == '\r' && text[end + 1] == '\n';
        return end + (two ? 2 : 1);
    }
}
