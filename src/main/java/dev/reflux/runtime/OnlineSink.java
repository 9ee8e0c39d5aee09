package dev.reflux.runtime;

import dev.reflux.dialect.StateStatements.Started;
import dev.reflux.dialect.UnfinishedRevision;
import dev.reflux.engine.SyncConnection;
import dev.reflux.error.DatabaseException;
import dev.reflux.error.InterruptedRevisionException;
import dev.reflux.error.Place;
import dev.reflux.error.RefluxException;
import dev.reflux.revision.VersionOp;
import dev.reflux.script.ScriptStatement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sends a run's statements to the database: as many as possible in one message, and always the version rows, the history
 * row and the way back to clean settings together.
 */
final class OnlineSink implements MigrationSink {

    private final OnlineSession session;
    private final MessageBuffer buffer;
    private final MigrationListener listener;
    private final boolean transactional;
    private final List<MigrationReport.Step> uncommitted = new ArrayList<>();
    private final List<MigrationReport.Step> finished = new ArrayList<>();

    private @Nullable PlannedStep current;
    private long stepStart;
    private int statements;
    private ProgressHash progress = ProgressHash.START;
    private @Nullable Long historyRow;

    OnlineSink(SyncConnection connection, OnlineSession session, MigrationListener listener, boolean transactional) {
        this.session = session;
        this.buffer = new MessageBuffer(connection);
        this.listener = listener;
        this.transactional = transactional;
    }

    /** The steps that have been finished, committed or not, in order. */
    List<MigrationReport.Step> finished() {
        return List.copyOf(finished);
    }

    @Override
    public void begin(List<String> expectedHeads) {
        if (transactional) {
            buffer.add(session.transaction().begin());
        }
    }

    @Override
    public void commit() {
        buffer.flush();
        if (transactional) {
            buffer.add(session.transaction().commit());
            buffer.flush();
        }
        List<MigrationReport.Step> committed = List.copyOf(uncommitted);
        uncommitted.clear();
        if (!committed.isEmpty()) {
            listener.committed(committed);
        }
    }

    @Override
    public void purge() {
        buffer.add(session.state().deleteAllVersions());
    }

    @Override
    public void startStep(PlannedStep step) {
        current = step;
        statements = 0;
        progress = ProgressHash.START;
        historyRow = step.unfinished() == null ? null : step.unfinished().id();
        stepStart = System.nanoTime();
        listener.stepStarted(step.planned());
    }

    @Override
    public void statement(ScriptStatement statement) {
        if (statement.copyData() != null) {
            buffer.copy(statement, statement.copyData(), place(statement));
        } else {
            buffer.add(statement, current().step().revision());
        }
        count(statement);
    }

    private void count(ScriptStatement statement) {
        statements++;
        progress = progress.with(statement.text());
    }

    /** What is not known to be done can be neither run again nor left out without a look at the database. */
    @Override
    public void alreadyDone(ScriptStatement statement) {
        ProgressHash before = progress;
        count(statement);
        UnfinishedRevision unfinished = current().unfinished();
        if (unfinished == null || statements < unfinished.statements()) {
            return;
        }
        if (unfinished.progressHash().equals(before.hex())) {
            throw interrupted(
                    "its statement " + statements + " was started, and it is not known whether it took effect",
                    place(statement));
        }
        if (!unfinished.progressHash().equals(progress.hex())) {
            throw changed(place(statement));
        }
    }

    private InterruptedRevisionException changed(Place place) {
        return interrupted("the statements that were done are no longer those of the file", place);
    }

    private InterruptedRevisionException interrupted(String reason, Place place) {
        String id = current().step().revision();
        return new InterruptedRevisionException(
                "Revision " + id + " was left half-way and " + reason + ". Look at the database, finish or undo the"
                        + " revision by hand, then run \"stamp " + id + "\" or stamp its parent.",
                place);
    }

    @Override
    public void commitHalfWay() {
        if (session.keepsHistory()) {
            recordProgress(statements, progress);
        }
        commit();
    }

    @Override
    public void standAlone(ScriptStatement statement) {
        if (!session.keepsHistory()) {
            statement(statement);
            buffer.flush();
        } else if (!statement.bare()) {
            standAloneWithProgress(statement);
        } else {
            standAloneAfterIntent(statement);
        }
    }

    private void standAloneWithProgress(ScriptStatement statement) {
        buffer.add(session.transaction().begin());
        statement(statement);
        recordProgress(statements, progress);
        buffer.add(session.transaction().commit());
        buffer.flush();
    }

    private void standAloneAfterIntent(ScriptStatement statement) {
        ProgressHash before = progress;
        recordProgress(statements + 1, before);
        buffer.flush();
        try {
            statement(statement);
            buffer.flush();
        } catch (RefluxException e) {
            if (refusedByServer(e)) {
                session.cleanUp(session.state().updateProgress(historyRow(), statements - 1, before.hex()));
            }
            throw e;
        }
        recordProgress(statements, progress);
        buffer.flush();
    }

    /** A server that answers has not done the statement; after a lost connection nobody knows. */
    private static boolean refusedByServer(RefluxException error) {
        return error instanceof DatabaseException || error.getCause() instanceof DatabaseException;
    }

    private void recordProgress(int begun, ProgressHash done) {
        if (historyRow == null) {
            buffer.flush();
            historyRow = session.insertRunning(current(), begun, done);
        } else {
            session.progress(historyRow, begun, done).forEach(buffer::add);
        }
    }

    private long historyRow() {
        if (historyRow == null) {
            throw new IllegalStateException("The step has no history row");
        }
        return historyRow;
    }

    @Override
    public void finishStep() {
        PlannedStep step = current();
        if (step.unfinished() != null && statements < step.unfinished().statements()) {
            throw changed(Place.ofRevision(step.step().revision()));
        }
        session.resetStatements().forEach(buffer::add);
        for (VersionOp op : step.step().versionOps()) {
            buffer.addVersion(session.version(op), op);
        }
        if (session.keepsHistory()) {
            buffer.add(historyStatement(step));
        }
        buffer.flush();
        MigrationReport.Step report = step.report(statements, elapsed());
        current = null;
        finished.add(report);
        uncommitted.add(report);
        listener.stepFinished(report);
    }

    private String historyStatement(PlannedStep step) {
        if (historyRow != null) {
            return session.state().finishSucceeded(historyRow, statements, progress.hex());
        }
        return session.state().insertSucceeded(session.record(step), statements, buffer.sentSince(stepStart));
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - stepStart);
    }

    /** Records, after the rollback, that the current step failed; a step that never began leaves no row. */
    void recordFailure(String message) {
        PlannedStep step = current;
        if (step == null || !session.keepsHistory()) {
            return;
        }
        session.cleanUp(
                historyRow == null
                        ? session.state()
                                .insertFailed(
                                        session.record(step),
                                        statements,
                                        message,
                                        new Started.Ago(elapsed().toMillis()))
                        : session.state().finishFailed(historyRow, message));
    }

    private Place place(ScriptStatement statement) {
        return statement.place().inRevision(current().step().revision());
    }

    private PlannedStep current() {
        if (current == null) {
            throw new IllegalStateException("No step has begun");
        }
        return current;
    }
}
