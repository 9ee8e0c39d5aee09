package dev.reflux.drawing;

import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/**
 * The characters that a text drawing is made of. Both sets draw the same lines; in {@link #ASCII} a lane begins with
 * {@code .}, ends with {@code '} and is joined with {@code +}.
 */
public enum GraphSymbols {
    /** Box drawing, for most terminals. */
    UNICODE(" ╵╷│╴╯╮┤╶╰╭├─┴┬┼", '●', '◉', '○', '┆'),
    /** For terminals and files that know nothing more. */
    ASCII(" '.|-'.+-'.+-'.+", '*', '@', 'o', ':');

    /** Strokes of a cell, from its middle; to be added. */
    static final int UP = 1;

    static final int DOWN = 2;
    static final int LEFT = 4;
    static final int RIGHT = 8;

    private final String lines;
    private final char node;
    private final char current;
    private final char pending;
    private final char leaving;

    GraphSymbols(String lines, char node, char current, char pending, char leaving) {
        this.lines = lines;
        this.node = node;
        this.current = current;
        this.pending = pending;
        this.leaving = leaving;
    }

    /** The best set that a charset can encode. */
    public static GraphSymbols encodableIn(Charset charset) {
        return charset.canEncode() && charset.newEncoder().canEncode(UNICODE.all()) ? UNICODE : ASCII;
    }

    private String all() {
        return lines + node + current + pending + leaving;
    }

    /** The character with the given strokes. */
    char line(int strokes) {
        return lines.charAt(strokes);
    }

    /** The mark of a revision. */
    char mark(@Nullable RevisionState state) {
        if (state == RevisionState.CURRENT) {
            return current;
        }
        return state == RevisionState.PENDING ? pending : node;
    }

    /** An edge that leads out of the picture. */
    char leaving() {
        return leaving;
    }
}
