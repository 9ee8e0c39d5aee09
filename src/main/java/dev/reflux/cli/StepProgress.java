package dev.reflux.cli;

import dev.reflux.runtime.MigrationListener;
import dev.reflux.runtime.MigrationReport.Step;
import dev.reflux.runtime.TransactionRetry;
import java.io.PrintStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Prints a line for each step that is done, and on a terminal a bar below them when there are many. */
final class StepProgress implements MigrationListener, AutoCloseable {

    private static final int FEW = 10;

    private final PrintStream lines;
    private final Style style;
    private final @Nullable LastLine barLine;
    private StepTable table;
    private int total;
    private int done;
    private @Nullable StepBar bar;

    /**
     * Progress on a stream.
     *
     * @param barLine where the bar goes, or null for none
     */
    StepProgress(PrintStream lines, Style style, @Nullable LastLine barLine) {
        this.lines = lines;
        this.style = style;
        this.barLine = barLine;
        this.table = new StepTable(List.of(), style);
    }

    @Override
    public synchronized void planned(List<Step> steps) {
        table = new StepTable(steps, style);
        total = steps.size();
        done = 0;
    }

    @Override
    public synchronized void stepStarted(Step step) {
        if (bar == null && barLine != null && total > FEW) {
            bar = new StepBar(barLine, total);
        }
        if (bar != null) {
            bar.started(step.revision());
        }
    }

    @Override
    public synchronized void stepFinished(Step step) {
        done++;
        String line = table.done(done, step);
        if (bar == null) {
            print(line);
        } else {
            bar.finished(() -> print(line));
        }
    }

    /** Why it begins again is told by the log; here only what becomes of the lines above. */
    @Override
    public synchronized void retrying(TransactionRetry retry) {
        int undone = retry.undone().size();
        done -= undone;
        if (bar != null) {
            bar.movedTo(done);
        }
        if (undone > 0) {
            String line = "  rolled back: the last " + (undone == 1 ? "step" : undone + " steps") + "; begun again in "
                    + ElapsedText.of(retry.pause());
            if (bar == null) {
                print(line);
            } else {
                bar.above(() -> print(line));
            }
        }
    }

    private void print(String line) {
        lines.println(style.visible(line));
        lines.flush();
    }

    @Override
    public synchronized void close() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }
}
