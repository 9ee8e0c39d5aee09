package dev.reflux.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import me.tongfei.progressbar.ProgressBarConsumer;

/**
 * Keeps one text in the last line of a terminal, below all that others write there: what is written to this stream, such as
 * lines of the log, comes above it. As long as there is no text it passes everything on.
 */
final class LastLine extends OutputStream implements ProgressBarConsumer {

    private static final int WIDTH = 79;
    private static final String ERASE = "\r\u001b[K";

    private final PrintStream terminal;
    private String shown = "";
    private boolean closed;

    LastLine(PrintStream terminal) {
        this.terminal = terminal;
    }

    @Override
    public int getMaxRenderedLength() {
        return WIDTH;
    }

    @Override
    public synchronized void accept(String text) {
        if (!closed) {
            shown = text;
            draw(ERASE + text);
        }
    }

    /** Lets something be printed above the text. */
    synchronized void above(Runnable print) {
        draw(ERASE);
        print.run();
        draw(shown);
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one});
    }

    /** Whole lines at a time, as a log has them. */
    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
        if (shown.isEmpty()) {
            terminal.write(bytes, offset, length);
        } else {
            above(() -> terminal.write(bytes, offset, length));
        }
    }

    @Override
    public void flush() {
        terminal.flush();
    }

    @Override
    public synchronized void clear() {
        draw(ERASE);
    }

    /** Takes the text away for good: a drawing that has already begun may still arrive afterwards. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            shown = "";
            draw(ERASE);
        }
    }

    private void draw(String text) {
        terminal.print(text);
        terminal.flush();
    }
}
