package dev.reflux.sql;

/**
 * A place in a text.
 *
 * @param line line, counted from 1; LF, CR and CRLF each end one
 * @param column column in the line in characters (code points), counted from 1
 */
public record TextPosition(int line, int column) {

    /** Checks that both count from 1. */
    public TextPosition {
        if (line < 1 || column < 1) {
            throw new IllegalArgumentException("Line and column count from 1, not " + line + ":" + column + ".");
        }
    }

    /**
     * The place of a character of a text that begins here.
     *
     * @param text text that begins at this place
     * @param codePoint position in {@code text} in code points, counted from 1, as PostgreSQL reports it; what lies
     *     outside the text is taken as its nearer end
     */
    public TextPosition within(String text, int codePoint) {
        int most = text.codePointCount(0, text.length());
        int before = Math.max(0, Math.min(codePoint - 1, most));
        return after(text, text.offsetByCodePoints(0, before));
    }

    /** The place of the character at the index {@code length} (in {@code char}s) of a text that begins here. */
    public TextPosition after(String text, int length) {
        LineCounter counter = new LineCounter(this);
        for (int i = 0; i < length; i++) {
            counter.pass(text.charAt(i));
        }
        return counter.position();
    }
}
