package dev.reflux.runtime;

/** Keeps the history row of a step that commits half-way. */
final class ProgressKeeper {

    private final OnlineSession session;
    private final MessageBuffer buffer;

    ProgressKeeper(OnlineSession session, MessageBuffer buffer) {
        this.session = session;
        this.buffer = buffer;
    }

    /** Records the statements that are done; where the step has no row yet, at once. */
    void record(StepInProgress step) {
        Long row = step.historyRow();
        if (row != null) {
            session.progress(row, step.statements(), step.progress()).forEach(buffer::add);
            return;
        }
        buffer.flush();
        step.writtenTo(session.insertRunning(step.step(), step.statements(), step.progress()));
    }

    /** Records and commits the statements that are done, outside any transaction. */
    void commit(StepInProgress step) {
        buffer.addGuard(session.lock());
        record(step);
        buffer.flush();
        step.committed();
        step.settled();
    }

    /** Records and commits that one more statement is about to run, outside any transaction. */
    void commitIntent(StepInProgress step, Intent intent) {
        buffer.addGuard(session.lock());
        if (step.historyRow() == null) {
            record(step);
            step.committed();
        }
        Long row = step.historyRow();
        if (row == null) {
            throw new IllegalStateException("The step has no row in the history");
        }
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
