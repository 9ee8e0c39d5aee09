package dev.reflux.cli;

import dev.reflux.config.Mode;
import dev.reflux.runtime.ChunkProgress;
import dev.reflux.runtime.MigrationListener;
import dev.reflux.runtime.MigrationReport.Step;
import dev.reflux.runtime.MigrationRequest;
import dev.reflux.runtime.TransactionRetry;
import java.util.ArrayList;
import java.util.List;

/** Remembers what was committed, for the report of a failure, and passes everything on. Written on the bridge thread. */
final class StepJournal implements MigrationListener {

    private final List<Step> committed = new ArrayList<>();
    private boolean started;
    private boolean offline;
    private MigrationListener next = MigrationListener.NONE;

    synchronized void passTo(MigrationListener listener) {
        next = listener;
    }

    synchronized List<Step> committed() {
        return List.copyOf(committed);
    }

    synchronized boolean started() {
        return started;
    }

    /** What becomes of a script is told by the script. */
    @Override
    public synchronized void runStarted(MigrationRequest request, Mode mode) {
        offline = mode == Mode.OFFLINE;
    }

    @Override
    public synchronized void planned(List<Step> steps) {
        next.planned(steps);
    }

    @Override
    public synchronized void stepStarted(Step step) {
        if (!offline) {
            started = true;
            next.stepStarted(step);
        }
    }

    @Override
    public synchronized void rowsUpdated(Step step, ChunkProgress progress) {
        next.rowsUpdated(step, progress);
    }

    @Override
    public synchronized void retrying(TransactionRetry retry) {
        next.retrying(retry);
    }

    @Override
    public synchronized void stepFinished(Step step) {
        if (!offline) {
            next.stepFinished(step);
        }
    }

    @Override
    public synchronized void committed(List<Step> steps) {
        committed.addAll(steps);
        next.committed(steps);
    }
}
