package dev.reflux.sql;

import java.io.Reader;

/** A COPY statement with as many lines of data as wanted, and a statement after it; none of it is ever whole in memory. */
final class GeneratedCopy extends Reader {

    static final String LINE = "1234567\tsome text of a row that says little\t2026-11-20\n";

    private static final String HEAD = "COPY t FROM stdin;\n";
    private static final String TAIL = "\\.\nSELECT 1;";

    private final long lines;
    private long line = -1;
    private String piece = HEAD;
    private int position;

    GeneratedCopy(long lines) {
        this.lines = lines;
    }

    @Override
    public int read(char[] target, int from, int length) {
        int count = 0;
        while (count < length && advance()) {
            int part = Math.min(length - count, piece.length() - position);
            piece.getChars(position, position + part, target, from + count);
            position += part;
            count += part;
        }
        return count == 0 ? -1 : count;
    }

    private boolean advance() {
        if (position < piece.length()) {
            return true;
        }
        if (line == lines) {
            return false;
        }
        line++;
        piece = line == lines ? TAIL : LINE;
        position = 0;
        return true;
    }

    @Override
    public void close() {}
}
