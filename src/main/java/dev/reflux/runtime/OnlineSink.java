package dev.reflux.runtime;

import dev.reflux.dialect.HistoryRecord;
import dev.reflux.dialect.StateStatements.Started;
import dev.reflux.dialect.UnfinishedRevision;
import dev.reflux.engine.SyncConnection;
import dev.reflux.error.InterruptedRevisionException;
import dev.reflux.operation.ChunkedUpdate;
import dev.reflux.revision.VersionOp;
import dev.reflux.script.ScriptStatement;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sends a run's statements to the database: as many as possible in one message, and always the version rows, the history
 * row and the way back to clean settings together.
 */
final class OnlineSink implements MigrationSink {

    private final SyncConnection connection;
    private final OnlineSession session;
    private final MessageBuffer buffer;
    private final OnlineTransaction transaction;
    private final ProgressKeeper keeper;
    private final LoneRunner lone;
    private final MigrationListener listener;
    private final boolean transactional;
    private final UnrecordedWork unrecorded;
    private final List<MigrationReport.Step> uncommitted = new ArrayList<>();
    private final List<MigrationReport.Step> committed = new ArrayList<>();
    private boolean changedRows;
    private @Nullable StepInProgress current;
    private @Nullable HistoryRecord lastFinished;

    OnlineSink(SyncConnection connection, OnlineSession session, MigrationListener listener, boolean transactional) {
        this.connection = connection;
        this.session = session;
        this.buffer = new MessageBuffer(connection);
        this.transaction = new OnlineTransaction(session, buffer);
        this.keeper = new ProgressKeeper(session, buffer);
        this.lone = new LoneRunner(connection, session, buffer, keeper);
        this.listener = listener;
        this.transactional = transactional;
        this.unrecorded = new UnrecordedWork(transactional, session.keepsHistory());
    }

    /** The steps that have been committed, in order. */
    List<MigrationReport.Step> committed() {
        return List.copyOf(committed);
    }

    /** The steps that have been finished since the last commit, in order. */
    List<MigrationReport.Step> uncommitted() {
        return List.copyOf(uncommitted);
    }

    /** The step under way, or null between a commit and the next step. */
    @Nullable
    PlannedStep stepUnderWay() {
        return current == null ? null : current.step();
    }

    /** Whether a range of an update has been committed in which there were rows to change. */
    boolean hasChangedRows() {
        return changedRows;
    }

    /** Whether a step that is not finished for good has committed something, so that a rollback does not undo all of it. */
    boolean isPartCommitted() {
        return unrecorded.isPartCommitted();
    }

    /** Why the steps since the last commit must not be tried again, in sentences; null where they may. */
    @Nullable
    String whyNotAgain() {
        InterruptedRevisionException undecidable = current == null ? null : current.undecidable();
        return undecidable == null ? unrecorded.whyNotAgain() : "It is not tried again. " + undecidable.getMessage();
    }

    /** The commit that was sent and never answered, or null. */
    @Nullable
    CommitInDoubt inDoubt() {
        return transaction.inDoubt();
    }

    @Override
    public void begin(List<String> expectedHeads) {
        transaction.expect(expectedHeads);
        if (transactional) {
            transaction.begin();
        }
    }

    /** Whether a failure now leaves a transaction to be rolled back. */
    boolean isTransactionOpen() {
        return transaction.isOpen();
    }

    @Override
    public void commit() {
        commitTransaction();
        current = null;
        unrecorded.allCommitted();
        tellCommitted();
    }

    private void commitTransaction() {
        buffer.flush();
        if (transactional) {
            sendCommit();
        }
    }

    /** Last, so that a listener that throws fails the run, but none of the steps that are committed. */
    private void tellCommitted() {
        List<MigrationReport.Step> steps = List.copyOf(uncommitted);
        uncommitted.clear();
        committed.addAll(steps);
        if (!steps.isEmpty()) {
            listener.committed(steps);
        }
    }

    private void sendCommit() {
        transaction.commit(current, lastFinished, uncommitted);
    }

    @Override
    public void purge() {
        buffer.add(session.state().deleteAllVersions());
    }

    @Override
    public void closeSettled(List<UnfinishedRevision> revisions, List<String> stamped) {
        if (!transactional) {
            buffer.addGuard(session.lock());
        }
        for (UnfinishedRevision each : revisions) {
            buffer.add(session.state().closeUnfinished(each.id(), "settled by hand: stamped " + stamped));
        }
    }

    @Override
    public void startStep(PlannedStep step) {
        current = new StepInProgress(step);
        lastFinished = null;
        unrecorded.startStep(step);
        session.timeouts(step.timeouts()).forEach(buffer::add);
        listener.stepStarted(step.planned());
    }

    @Override
    public void statement(ScriptStatement statement) {
        StepInProgress step = current();
        Reader rows = statement.copyData();
        if (rows != null) {
            buffer.copy(statement, rows, step.place(statement));
        } else {
            buffer.add(session.forDriver(statement), statement, step.revision());
        }
        step.begun(statement);
    }

    /** Settings of the session ended with the session that made them. */
    @Override
    public void alreadyDone(ScriptStatement statement) {
        StepInProgress step = current();
        step.passOver(statement);
        if (SessionSetting.is(statement.text())) {
            buffer.add(session.forDriver(statement), statement, step.revision());
        }
    }

    @Override
    public void commitPassedOver() {
        commitTransaction();
        unrecorded.partCommitted(current().statements());
        tellCommitted();
    }

    @Override
    public boolean settle(@Nullable ScriptStatement statement) {
        buffer.flush();
        return lone.settle(statement, current());
    }

    @Override
    public SyncConnection connection() {
        unrecorded.connectionGiven();
        buffer.flushGuarded();
        return connection;
    }

    @Override
    public void asking(List<String> statements) {
        buffer.flushBefore(statements);
    }

    @Override
    public void runAuthored(Runnable code) {
        connection.runInterruptibly(code);
    }

    @Override
    public void chunkedUpdate(ScriptStatement whole, ChunkedUpdate update, boolean alone) {
        StepInProgress step = current();
        buffer.flush();
        MigrationReport.Step report = step.step().planned();
        ChunkWalk walk = new ChunkWalk(connection, session, update, step.place(whole), progress -> {
            changedRows |= alone && progress.changed() > 0;
            listener.rowsUpdated(report, progress);
        });
        if (!alone) {
            walk.run();
            step.begun(whole);
            return;
        }
        unrecorded.rangesCommit();
        walk.runAlone(transaction::isNow);
        step.begun(whole);
        if (session.keepsHistory()) {
            transaction.begin();
            keeper.record(step);
            sendCommit();
            partCommitted(step);
        }
    }

    @Override
    public void commitHalfWay() {
        StepInProgress step = current();
        if (session.keepsHistory()) {
            keeper.record(step);
        }
        commitTransaction();
        partCommitted(step);
        tellCommitted();
    }

    private void partCommitted(StepInProgress step) {
        step.committed();
        unrecorded.partCommitted(step.statements());
    }

    @Override
    public void standAlone(ScriptStatement statement) {
        if (statement.bare() || LoneRunner.mayCommit(statement)) {
            unrecorded.mayCommitByItself();
        }
        if (statement.bare()) {
            lone.run(statement, current());
        } else if (session.keepsHistory()) {
            standAloneWithProgress(statement, current());
        } else {
            buffer.addGuard(session.lock());
            buffer.flush(); // what may not stand beside others in a message
            statement(statement);
            buffer.flush();
            partCommitted(current());
        }
    }

    private void standAloneWithProgress(ScriptStatement statement, StepInProgress step) {
        transaction.begin();
        statement(statement);
        keeper.record(step);
        sendCommit();
        partCommitted(step);
    }

    @Override
    public void finishStep(int number) {
        StepInProgress step = current();
        step.requireAllPassedOver();
        if (!transactional) {
            transaction.begin();
        }
        session.resetStatements().forEach(buffer::add);
        for (VersionOp op : step.step().step().versionOps()) {
            buffer.addVersion(session.version(op), op, step.revision());
        }
        if (session.keepsHistory()) {
            buffer.add(historyStatement(step));
        }
        buffer.flush();
        MigrationReport.Step report = step.step().report(number, step.statements(), step.elapsed());
        letListenersJoin(report);
        lastFinished = session.record(step.step());
        uncommitted.add(report);
        listener.stepFinished(report);
        if (!transactional) {
            sendCommit();
        }
    }

    /** What listeners set must not reach the next revision either. */
    private void letListenersJoin(MigrationReport.Step step) {
        ListenerStatements statements = new ListenerStatements(
                step.revision(),
                session.lexis(),
                statement -> connection.execute(session.forDriver(statement)),
                connection);
        listener.stepApplied(step, statements);
        if (statements.close()) {
            session.resetStatements().forEach(buffer::add);
        }
    }

    private String historyStatement(StepInProgress step) {
        Long row = step.historyRow();
        return row == null
                ? session.state()
                        .insertSucceeded(session.record(step.step()), step.statements(), buffer.sentSince(step.start()))
                : session.state()
                        .finishSucceeded(
                                row,
                                step.statements(),
                                step.progress().hex(),
                                session.record(step.step()).checksum());
    }

    /** Records, after the rollback, that a step failed; where none had begun since the last commit, nothing. */
    void recordFailure(String message) {
        StepInProgress step = current;
        if (step != null && session.keepsHistory()) {
            session.cleanUp(failureStatement(step, message));
        }
    }

    private String failureStatement(StepInProgress step, String message) {
        Long row = step.committedRow();
        Started started = new Started.Ago(step.elapsed().toMillis());
        return row == null
                ? session.state().insertFailed(session.record(step.step()), step.statements(), message, started)
                : session.state().finishFailed(row, message, intentLine(step));
    }

    private static @Nullable String intentLine(StepInProgress step) {
        Intent intent = step.intent();
        return intent == null ? null : intent.line();
    }

    private StepInProgress current() {
        if (current == null) {
            throw new IllegalStateException("No step has begun");
        }
        return current;
    }
}
