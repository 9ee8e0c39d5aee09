package dev.reflux.sql;

import java.io.Reader;
import java.util.Objects;

/** Hands out data lines straight from the window, so that no more than the window is ever held. */
final class CopyDataReader extends Reader {

    private final CharWindow in;
    private final TextPosition statement;
    private boolean atLineStart = true;
    private boolean ended;

    CopyDataReader(CharWindow in, TextPosition statement) {
        this.in = in;
        this.statement = statement;
    }

    @Override
    public int read(char[] target, int from, int length) {
        Objects.checkFromIndexSize(from, length, target.length);
        int count = 0;
        while (count < length && !atEnd()) {
            int taken = in.takeWithinLine(target, from + count, length - count);
            count += taken;
            char last = target[from + count - 1];
            // Between CR and LF a line has ended, and the line that begins with LF is never the end of the data
            atLineStart = last == '\n' || last == '\r';
            in.release();
        }
        return count == 0 && length > 0 ? -1 : count;
    }

    /** Passes over what was not read. */
    void drain() {
        char[] sink = new char[4096];
        int count;
        do {
            count = read(sink, 0, sink.length);
        } while (count >= 0);
    }

    /** Leaves the rest for the scanner to {@link #drain()}. */
    @Override
    public void close() {}

    private boolean atEnd() {
        if (ended) {
            return true;
        }
        if (in.peek() < 0) {
            throw in.error(
                    "The data of the COPY statement that begins here has no end",
                    "End it with a line that holds \\. and nothing else.",
                    statement);
        }
        ended = atLineStart && isEndMark();
        if (ended) {
            in.advance(2);
            in.skipLineEnd();
            in.release();
        }
        return ended;
    }

    private boolean isEndMark() {
        if (in.peek() != '\\' || in.peek(1) != '.') {
            return false;
        }
        int after = in.peek(2);
        return after < 0 || after == '\n' || after == '\r';
    }
}
