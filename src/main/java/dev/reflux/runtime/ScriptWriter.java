package dev.reflux.runtime;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.CharBuffer;

/** Writes a script that {@code psql} reads. Never closes its destination. */
final class ScriptWriter {

    private static final int CHUNK = 32 * 1024;

    private final Appendable out;

    ScriptWriter(Appendable out) {
        this.out = out;
    }

    /** A comment of one line, whatever line ends the text has. */
    void comment(String text) {
        append("-- " + text.replaceAll("\\R", " ").stripTrailing() + "\n\n");
    }

    /** A statement. */
    void statement(String text) {
        append(terminated(text) + "\n\n");
    }

    /** A terminator at the end of a line comment would belong to the comment. */
    private static String terminated(String text) {
        boolean endsInComment = text.lastIndexOf("--") > text.lastIndexOf('\n');
        return text + (endsInComment ? "\n;" : ";");
    }

    /** A statement of one line with a mark behind it. */
    void marked(String text, String mark) {
        append(text.replace("\n", " ") + ";" + mark + "\n\n");
    }

    /** A {@code COPY … FROM stdin} and, right in the next line, its rows; they end as their lines do. */
    void copy(String text, Reader rows) {
        append(terminated(text) + "\n");
        char[] chunk = new char[CHUNK];
        String end = "\n";
        char last = '\n';
        char beforeLast = ' ';
        try {
            for (int n = rows.read(chunk); n > 0; n = rows.read(chunk)) {
                out.append(CharBuffer.wrap(chunk, 0, n));
                beforeLast = n > 1 ? chunk[n - 2] : last;
                last = chunk[n - 1];
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (last == '\n' && beforeLast == '\r') {
            end = "\r\n";
        }
        append((last == '\n' ? "" : end) + "\\." + end + "\n");
    }

    private void append(String text) {
        try {
            out.append(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
