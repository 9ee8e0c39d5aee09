package dev.reflux.script.source;

import dev.reflux.error.InvalidRevisionFileException;
import dev.reflux.error.Place;
import java.io.BufferedReader;
import java.io.IOException;

/** A revision file, line by line, with line ends as LF; LF, CR and CRLF each end a line, as they do for the scanner. */
public final class SourceLines implements AutoCloseable {

    /** Characters that are given at once; nobody would read more on a page. */
    public static final int LIMIT = 64 * 1024;

    private static final String CUT = "… (the file goes on)";
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final RevisionSource source;
    private final BufferedReader reader;
    private boolean begun;
    private int line = 1;
    private boolean afterCarriageReturn;

    private SourceLines(RevisionSource source) {
        this.source = source;
        this.reader = new BufferedReader(new Utf8Reader(source.open(), source.name(), null));
    }

    public static SourceLines of(RevisionSource source) {
        return new SourceLines(source);
    }

    /** Passes over everything before a line. */
    public void skipTo(int target) {
        int c = 0;
        while (line < target && c >= 0) {
            c = next();
        }
    }

    /** Reads the lines before another one, without blank lines at either end; beyond the limit, a line says so. */
    public String readTo(int end) {
        StringBuilder text = new StringBuilder();
        int c = line < end ? next() : -1;
        while (c >= 0) {
            if (text.length() < LIMIT) {
                text.append((char) c);
            } else if (!Character.isWhitespace(c)) {
                return withoutHalf(withoutBlankLines(text)) + "\n" + CUT;
            }
            c = line < end ? next() : -1;
        }
        return withoutBlankLines(text);
    }

    private static String withoutBlankLines(CharSequence text) {
        int start = 0;
        for (int at = 0; at < text.length() && Character.isWhitespace(text.charAt(at)); at++) {
            start = text.charAt(at) == '\n' ? at + 1 : start;
        }
        return text.subSequence(start, text.length()).toString().stripTrailing();
    }

    /** The limit may have parted two halves of a character. */
    private static String withoutHalf(String text) {
        boolean half = !text.isEmpty() && Character.isHighSurrogate(text.charAt(text.length() - 1));
        return half ? text.substring(0, text.length() - 1) : text;
    }

    /** The next character, CR and CRLF as LF; negative at the end. */
    private int next() {
        int c = read();
        if ((c == BYTE_ORDER_MARK && !begun) || (c == '\n' && afterCarriageReturn)) {
            c = read();
        }
        begun = true;
        afterCarriageReturn = c == '\r';
        if (c == '\r' || c == '\n') {
            line++;
            return '\n';
        }
        return c;
    }

    private int read() {
        try {
            return reader.read();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    @Override
    public void close() {
        try {
            reader.close();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private InvalidRevisionFileException unreadable(IOException e) {
        return new InvalidRevisionFileException(
                source.name() + " cannot be read: " + e.getMessage() + ". Check the file system.",
                Place.ofFile(source.name()),
                e);
    }
}
