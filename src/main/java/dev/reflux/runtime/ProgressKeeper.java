package dev.reflux.runtime;

/** Keeps the history row of a step that commits half-way. */
final class ProgressKeeper {

    private final OnlineSession session;
    private final MessageBuffer buffer;

    ProgressKeeper(OnlineSession session, MessageBuffer buffer) {
        this.session = session;
        this.buffer = buffer;
    }

    /** Records, in the open transaction, the statements that are done; where the step has no row yet, at once. */
    void record(StepInProgress step) {
        Long row = step.historyRow();
        if (row != null) {
            progress(row, step);
            return;
        }
        buffer.flush();
        step.writtenTo(session.insertRunning(step.step(), step.statements(), step.progress()));
    }

    private void progress(long row, StepInProgress step) {
        session.progress(row, step.statements(), step.progress()).forEach(buffer::add);
    }

    /** Records and commits the statements that are done, outside any transaction, in a message that the lock covers. */
    void commit(StepInProgress step) {
        buffer.flush();
        Long row = step.historyRow();
        if (row == null) {
            step.writtenTo(session.insertRunningAlone(step.step(), step.statements(), step.progress()));
        } else {
            buffer.addGuard(session.lock());
            progress(row, step);
            buffer.flush();
        }
        step.committed();
        step.settled();
    }

    /** Records and commits that one more statement is about to run, outside any transaction, in messages that the lock covers. */
    void commitIntent(StepInProgress step, Intent intent) {
        if (step.historyRow() == null) {
            commit(step);
        }
        Long row = step.historyRow();
        if (row == null) {
            throw new IllegalStateException("The step has no row in the history");
        }
        buffer.addGuard(session.lock());
        session.intent(row, step.statements() + 1, step.progress(), intent.line())
                .forEach(buffer::add);
        buffer.flush();
        step.committed();
        step.intends(intent);
    }

    /** Records, after a failure, that a statement had no effect. */
    void takeBack(StepInProgress step) {
        Long row = step.committedRow();
        if (row != null) {
            session.cleanUp(session.state()
                    .updateProgress(row, step.statements(), step.progress().hex()));
            step.settled();
        }
    }
}
