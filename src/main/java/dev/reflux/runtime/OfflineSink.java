package dev.reflux.runtime;

import dev.reflux.dialect.Dialect;
import dev.reflux.dialect.StateStatements;
import dev.reflux.dialect.StateStatements.Started;
import dev.reflux.dialect.UnfinishedRevision;
import dev.reflux.engine.SyncConnection;
import dev.reflux.operation.ChunkedUpdate;
import dev.reflux.revision.MigrationStep;
import dev.reflux.revision.VersionOp;
import dev.reflux.script.ScriptStatement;
import dev.reflux.sql.PsqlText;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes a run's statements as a script for {@code psql}; statements of our own, but for the version rows, are marked. */
final class OfflineSink implements MigrationSink {

    /** Marks a statement that a reader may drop: a guard, a history row, a reset. */
    private static final String MARK = " -- reflux";

    private final ScriptWriter writer;
    private final Dialect dialect;
    private final StateStatements state;
    private final Options options;
    private final List<OwnTables.Creation> ownTables;
    private final MigrationListener listener;
    private final List<MigrationReport.Step> finished = new ArrayList<>();
    private final TransactionOpening opening = new TransactionOpening();

    private boolean begun;
    private @Nullable PlannedStep current;
    private int statements;

    /**
     * How a script is written.
     *
     * @param transactional whether there are transactions at all
     * @param guard whether each begins with a guard
     * @param history whether history rows are written
     * @param identity who made the script
     */
    record Options(boolean transactional, boolean guard, boolean history, RunIdentity identity) {}

    OfflineSink(
            ScriptWriter writer,
            Dialect dialect,
            StateStatements state,
            Options options,
            List<OwnTables.Creation> ownTables,
            MigrationListener listener) {
        this.writer = writer;
        this.dialect = dialect;
        this.state = state;
        this.options = options;
        this.ownTables = List.copyOf(ownTables);
        this.listener = listener;
    }

    List<MigrationReport.Step> finished() {
        return List.copyOf(finished);
    }

    /** How psql and the server are to read what follows. */
    void writeSettings() {
        dialect.session().scriptSettings().forEach(setting -> writer.marked(setting, MARK));
    }

    @Override
    public void begin(List<String> expectedHeads) {
        if (options.transactional()) {
            writer.statement(dialect.transaction().begin());
        }
        if (!begun) {
            ownTables.forEach(table -> opening.check(() -> create(table)));
        }
        if (options.guard() && (options.transactional() || !begun)) {
            opening.check(() -> writer.marked(state.guard(expectedHeads), MARK));
        }
        if (!options.transactional()) {
            opening.end();
        }
        begun = true;
    }

    /** A script with nothing to do still has its one transaction, which checks where the database stands. */
    void checkOnly(List<String> heads) {
        writer.statement(dialect.transaction().begin());
        if (options.guard() && !heads.isEmpty()) {
            writer.marked(state.guard(heads), MARK);
        }
        writer.statement(dialect.transaction().commit());
    }

    private void create(OwnTables.Creation creation) {
        if (creation.essential()) {
            writer.statement(creation.statement());
        } else {
            writer.marked(creation.statement(), MARK);
        }
    }

    @Override
    public void commit() {
        opening.end();
        if (options.transactional()) {
            writer.statement(dialect.transaction().commit());
        }
    }

    @Override
    public void purge() {
        opening.end();
        writer.statement(state.deleteAllVersions());
    }

    @Override
    public void closeSettled(List<UnfinishedRevision> revisions, List<String> stamped) {
        throw continuesNothing();
    }

    @Override
    public void startStep(PlannedStep step) {
        current = step;
        statements = 0;
        opening.write(() -> writer.comment(title(step.step())));
        dialect.session()
                .timeouts(step.timeouts().lock(), step.timeouts().statement())
                .forEach(timeout -> opening.write(() -> writer.statement(timeout)));
        listener.stepStarted(step.planned());
    }

    /** As Alembic has it, without dependencies. */
    private static String title(MigrationStep step) {
        String message = step.message() == null || step.message().isEmpty() ? "" : ", " + step.message();
        String moves =
                switch (step.direction()) {
                    case UPGRADE -> "upgrade " + ids(step.downRevisions()) + " -> " + step.revision();
                    case DOWNGRADE -> "downgrade " + step.revision() + " -> " + ids(step.downRevisions());
                    case STAMP -> "stamp_revision " + ids(step.from()) + " -> " + ids(step.to());
                };
        return "Running " + moves + message;
    }

    private static String ids(List<String> revisions) {
        return String.join(", ", revisions);
    }

    @Override
    public void statement(ScriptStatement statement) {
        opening.before(statement.text());
        statements++;
        String text = PsqlText.of(statement.text(), dialect.lexis());
        Reader rows = statement.copyData();
        if (rows == null) {
            writer.statement(text);
        } else {
            writer.copy(text, rows);
        }
    }

    @Override
    public void alreadyDone(ScriptStatement statement) {
        throw continuesNothing();
    }

    @Override
    public void commitPassedOver() {
        throw continuesNothing();
    }

    @Override
    public boolean settle(@Nullable ScriptStatement statement) {
        throw continuesNothing();
    }

    private static IllegalStateException continuesNothing() {
        return new IllegalStateException("A script continues no half-way run");
    }

    @Override
    public @Nullable SyncConnection connection() {
        return null;
    }

    @Override
    public void asking(List<String> statements) {
        throw new IllegalStateException("A script has no connection to be asked");
    }

    @Override
    public void runAuthored(Runnable code) {
        code.run();
    }

    @Override
    public void chunkedUpdate(ScriptStatement whole, ChunkedUpdate update, boolean alone) {
        statement(whole);
    }

    @Override
    public void commitHalfWay() {
        commit();
    }

    @Override
    public void standAlone(ScriptStatement statement) {
        statement(statement);
    }

    @Override
    public void finishStep(int transaction) {
        PlannedStep step = current;
        if (step == null) {
            throw new IllegalStateException("No step has begun");
        }
        opening.end();
        if (step.body() != null) {
            resetSettings();
        }
        for (VersionOp op : step.step().versionOps()) {
            writer.statement(VersionRows.statement(state, op));
        }
        if (options.history()) {
            writer.marked(
                    state.insertSucceeded(options.identity().record(step), statements, new Started.Unmeasured()), MARK);
        }
        MigrationReport.Step report = step.report(transaction, statements, null);
        letListenersJoin(report);
        finished.add(report);
        current = null;
        listener.stepFinished(report);
    }

    /** Tells that the step under way, if there is one, cannot be written. */
    void tellFailure(Throwable failure) {
        PlannedStep step = current;
        if (step != null) {
            FailureNotice.tell(failure, () -> listener.stepFailed(step.planned(), failure));
        }
    }

    private void letListenersJoin(MigrationReport.Step step) {
        ListenerStatements written = new ListenerStatements(
                step.revision(),
                dialect.lexis(),
                statement -> writer.statement(PsqlText.of(statement.text(), dialect.lexis())),
                null);
        listener.stepApplied(step, written);
        if (written.close()) {
            resetSettings();
        }
    }

    private void resetSettings() {
        dialect.session().resetTo(List.of()).forEach(reset -> writer.marked(reset, MARK));
        writeSettings();
    }
}
