package dev.reflux.runtime;

import java.util.List;

/** Two listeners, of which the second hears everything after the first. */
record ListenerPair(MigrationListener first, MigrationListener second) implements MigrationListener {

    @Override
    public void planned(List<MigrationReport.Step> steps) {
        first.planned(steps);
        second.planned(steps);
    }

    @Override
    public void stepStarted(MigrationReport.Step step) {
        first.stepStarted(step);
        second.stepStarted(step);
    }

    @Override
    public void rowsUpdated(MigrationReport.Step step, ChunkProgress progress) {
        first.rowsUpdated(step, progress);
        second.rowsUpdated(step, progress);
    }

    @Override
    public void retrying(TransactionRetry retry) {
        first.retrying(retry);
        second.retrying(retry);
    }

    @Override
    public void stepFinished(MigrationReport.Step step) {
        first.stepFinished(step);
        second.stepFinished(step);
    }

    @Override
    public void committed(List<MigrationReport.Step> steps) {
        first.committed(steps);
        second.committed(steps);
    }
}
