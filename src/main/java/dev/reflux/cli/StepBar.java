package dev.reflux.cli;

import java.io.PrintStream;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * A bar in the last line of a terminal, below the lines of the steps.
 *
 * <p>Draws by itself, since the library's own console would start JLine to ask for the width, and would not make room for
 * other lines.
 */
final class StepBar implements AutoCloseable {

    private static final int REFRESH_MS = 200;

    private final LastLine line;
    private final ProgressBar bar;

    StepBar(PrintStream terminal, int steps) {
        this.line = new LastLine(terminal);
        this.bar = new ProgressBarBuilder()
                .setTaskName("")
                .setInitialMax(steps)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(REFRESH_MS)
                .setConsumer(line)
                .build();
    }

    void started(String revision) {
        bar.setExtraMessage(" " + revision);
    }

    /** Moves on by a step, and prints above the bar. */
    void finished(Runnable print) {
        bar.step();
        line.above(print);
    }

    @Override
    public void close() {
        bar.close();
        line.close(); // the library does not always come to it
    }

    /** Keeps one text at the bottom; drawn by the library's thread, and left alone by all others. */
    private static final class LastLine implements ProgressBarConsumer {

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

        synchronized void above(Runnable print) {
            draw(ERASE);
            print.run();
            draw(shown);
        }

        @Override
        public synchronized void clear() {
            draw(ERASE);
        }

        /** A drawing that the library's thread has already begun may still arrive afterwards. */
        @Override
        public synchronized void close() {
            closed = true;
            shown = "";
            draw(ERASE);
        }

        private void draw(String text) {
            terminal.print(text);
            terminal.flush();
        }
    }
}
