package dev.reflux.script;

import java.io.IOException;
import java.io.Reader;

/** A text, line by line, with line ends as LF; LF, CR and CRLF each end a line, as they do for the scanner. */
final class SourceLines {

    private final Reader reader;
    private int line = 1;
    private boolean afterCarriageReturn;

    SourceLines(Reader reader) {
        this.reader = reader;
    }

    /** Passes over everything before a line. */
    void skipTo(int target) throws IOException {
        while (line < target && next() >= 0) {
            // Each call goes one character on
        }
    }

    /**
     * Reads the lines before another one, without blank lines at either end.
     *
     * @param limit characters to give at most
     * @param cut the line to end with where there is more
     */
    String readTo(int end, int limit, String cut) throws IOException {
        StringBuilder text = new StringBuilder();
        boolean more = false;
        while (line < end && !more) {
            int c = next();
            if (c < 0) {
                break;
            }
            more = text.length() >= limit && !Character.isWhitespace(c);
            if (text.length() < limit) {
                text.append((char) c);
            }
        }
        String lines = withoutBlankLines(text.toString());
        return more ? whole(lines) + "\n" + cut : lines;
    }

    private static String withoutBlankLines(String text) {
        int start = 0;
        int at = 0;
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            start = text.charAt(at++) == '\n' ? at : start;
        }
        return text.substring(start).stripTrailing();
    }

    private static String whole(String text) {
        boolean half = !text.isEmpty() && Character.isHighSurrogate(text.charAt(text.length() - 1));
        return half ? text.substring(0, text.length() - 1) : text;
    }

    /** The next character, CR and CRLF as LF; negative at the end. */
    private int next() throws IOException {
        int c = reader.read();
        if (c == '\n' && afterCarriageReturn) {
            c = reader.read();
        }
        afterCarriageReturn = c == '\r';
        if (c == '\r' || c == '\n') {
            line++;
            return '\n';
        }
        return c;
    }
}
