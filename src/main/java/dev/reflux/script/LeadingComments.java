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
    private final @Nullable List<LineComment> comments;
    private int start;
    private int line = 1;
    private boolean atMarker;

    private LeadingComments(byte[] text, @Nullable List<LineComment> comments) {
        this.text = text;
        this.comments = comments;
    }

    /**
     * What follows them.
     *
     * @param start index of the line of the first marker; the length of the text where there is none
     * @param line its number, counted from 1
     */
    record Body(int start, int line) {}

    /**
     * The comments that fill a line, up to the first marker.
     *
     * @return null when it takes the scanner to tell: there is something else before the first marker, or no ASCII
     */
    static @Nullable List<LineComment> of(byte[] text) {
        List<LineComment> comments = new ArrayList<>();
        return new LeadingComments(text, comments).pass() ? comments : null;
    }

    /** What comes after those comments; null when it takes the scanner to tell. */
    static @Nullable Body body(byte[] text) {
        LeadingComments leading = new LeadingComments(text, null);
        return leading.pass() ? new Body(leading.start, leading.line) : null;
    }

    private boolean pass() {
        while (start < text.length) {
            int end = lineEnd(start);
            if (end < 0 || !take(end)) {
                return false;
            }
            if (atMarker) {
                return true;
            }
            start = nextLine(end);
        }
        return true;
    }

    /** -1 when there is a character in the line that is not plain. */
    private int lineEnd(int from) {
        int at = from;
        while (at < text.length && text[at] != '\n' && text[at] != '\r') {
            if (text[at++] <= 0) {
                return -1;
            }
        }
        return at;
    }

    /** Takes a line; false when it is neither blank nor a comment. */
    private boolean take(int end) {
        int at = afterBlanks(start, end);
        if (at == end) {
            return true;
        }
        if (end - at < 2 || text[at] != '-' || text[at + 1] != '-') {
            return false;
        }
        int from = afterBlanks(at + 2, end);
        atMarker = from < end && mayBeMarker(text[from]) && SqlMarker.isMarker(text(from, end));
        if (!atMarker && comments != null) {
            comments.add(new LineComment(text(from, end), new TextPosition(line, at - start + 1)));
        }
        return true;
    }

    private int afterBlanks(int from, int end) {
        int at = from;
        while (at < end && (text[at] == ' ' || text[at] == '\t')) {
            at++;
        }
        return at;
    }

    /** A marker begins with a plus sign, before which other blanks than those that were passed over may stand. */
    private static boolean mayBeMarker(byte first) {
        return first == '+' || first < ' ';
    }

    private String text(int from, int end) {
        return new String(text, from, end - from, StandardCharsets.US_ASCII).strip();
    }

    /** Passes over the end of a line, if it has one. */
    private int nextLine(int end) {
        if (end == text.length) {
            return end;
        }
        line++;
        boolean two = end + 1 < text.length && text[end] == '\r' && text[end + 1] == '\n';
        return end + (two ? 2 : 1);
    }
}
