package dev.reflux.runtime;

import dev.reflux.config.Mode;
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

    @Override
    public void runStarted(MigrationRequest request, Mode mode) {
        first.runStarted(request, mode);
        second.runStarted(request, mode);
    }

    @Override
    public void stepApplied(MigrationReport.Step step, StepTransaction transaction) {
        first.stepApplied(step, transaction);
        second.stepApplied(step, transaction);
    }

    @Override
    public void runFinished(MigrationReport report) {
        first.runFinished(report);
        second.runFinished(report);
    }

    /** Who fails to hear of a failure keeps nobody else from it. */
    @Override
    public void stepFailed(MigrationReport.Step step, Throwable failure) {
        FailureNotice.tell(failure, () -> first.stepFailed(step, failure));
        FailureNotice.tell(failure, () -> second.stepFailed(step, failure));
    }

    @Override
    public void runFailed(MigrationRequest request, Throwable failure) {
        FailureNotice.tell(failure, () -> first.runFailed(request, failure));
        FailureNotice.tell(failure, () -> second.runFailed(request, failure));
    }
}
