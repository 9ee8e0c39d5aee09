package dev.reflux.cli;

import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
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

    StepBar(LastLine line, int steps) {
        this.line = line;
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

    /** Goes back, where steps were undone. */
    void movedTo(int steps) {
        bar.stepTo(steps);
    }

    /** Prints above the bar. */
    void above(Runnable print) {
        line.above(print);
    }

    @Override
    public void close() {
        bar.close();
        line.close(); // the library does not always come to it
    }
}
