package dev.reflux.cli;

import dev.reflux.error.InternalException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Where a script goes while it is made: to a stream, in UTF-8 whatever the locale, or nowhere but into the report. */
final class ScriptDestination {

    /** The report keeps the script. */
    static final ScriptDestination REPORT = new ScriptDestination(null, null);

    private final @Nullable PrintStream stream;
    private final @Nullable BufferedWriter writer;

    private ScriptDestination(@Nullable PrintStream stream, @Nullable BufferedWriter writer) {
        this.stream = stream;
        this.writer = writer;
    }

    static ScriptDestination to(PrintStream stream) {
        return new ScriptDestination(
                stream, new BufferedWriter(new OutputStreamWriter(new UnclosedStream(stream), StandardCharsets.UTF_8)));
    }

    @Nullable
    Appendable appendable() {
        return writer;
    }

    /** Writes a script that is there already. */
    void append(String script) {
        if (writer == null) {
            return;
        }
        try {
            writer.append(script);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Writes what is still held back.
     *
     * @throws InternalException if the stream did not take everything, which a print stream does not tell by itself
     */
    void finish() {
        if (writer == null || stream == null) {
            return;
        }
        try {
            writer.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (stream.checkError()) {
            throw new InternalException("Standard output did not take the whole script, so what was written is"
                    + " incomplete. Check the disk or the reading end of the pipe, and do not run that script.");
        }
    }
}
