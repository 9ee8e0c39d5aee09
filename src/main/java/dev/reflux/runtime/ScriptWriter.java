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

    /** A statement. A terminator at the end of a line comment would belong to the comment. */
    void statement(String text) {
        boolean endsInComment = text.lastIndexOf("--") > text.lastIndexOf('\n');
        append(text + (endsInComment ? "\n;\n\n" : ";\n\n"));
    }

    /** A statement of one line with a mark behind it. */
    void marked(String text, String mark) {
        append(text.replace("\n", " ") + ";" + mark + "\n\n");
    }

    /** The rows of a {@code COPY … FROM stdin} that has just been written. */
    void copyData(Reader data) {
        char[] chunk = new char[CHUNK];
        char last = '\n';
        try {
            for (int n = data.read(chunk); n > 0; n = data.read(chunk)) {
                out.append(CharBuffer.wrap(chunk, 0, n));
                last = chunk[n - 1];
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        append(last == '\n' ? "\\.\n\n" : "\n\\.\n\n");
    }

    private void append(String text) {
        try {
            out.append(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
