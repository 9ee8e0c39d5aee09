package dev.reflux.runtime;

import dev.reflux.dialect.Dialect;
import dev.reflux.dialect.StateStatements;
import dev.reflux.dialect.StateStatements.Started;
import dev.reflux.revision.Direction;
import dev.reflux.revision.MigrationStep;
import dev.reflux.revision.VersionOp;
import dev.reflux.script.ScriptStatement;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
    private final List<MigrationReport.Step> finished = new ArrayList<>();

    private boolean begun;
    private List<String> heads;
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
            List<String> from) {
        this.writer = writer;
        this.dialect = dialect;
        this.state = state;
        this.options = options;
        this.ownTables = List.copyOf(ownTables);
        this.heads = List.copyOf(from);
    }

    List<MigrationReport.Step> finished() {
        return List.copyOf(finished);
    }

    @Override
    public void begin(List<String> expectedHeads) {
        heads = expectedHeads;
        if (options.transactional()) {
            writer.statement(dialect.transaction().begin());
        }
        if (!begun) {
            ownTables.forEach(this::create);
        }
        if (options.guard() && (options.transactional() || !begun)) {
            writer.marked(state.guard(expectedHeads), MARK);
        }
        begun = true;
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
        if (options.transactional()) {
            writer.statement(dialect.transaction().commit());
        }
    }

    @Override
    public void purge() {
        writer.statement(state.deleteAllVersions());
    }

    @Override
    public void startStep(PlannedStep step) {
        current = step;
        statements = 0;
        writer.comment(title(step.step()));
    }

    private static String title(MigrationStep step) {
        String command = step.direction() == Direction.STAMP
                ? "stamp_revision"
                : step.direction().name().toLowerCase(Locale.ROOT);
        String message = step.message() == null || step.message().isEmpty() ? "" : ", " + step.message();
        return "Running " + command + " " + String.join(", ", step.from()) + " -> " + String.join(", ", step.to())
                + message;
    }

    @Override
    public void statement(ScriptStatement statement) {
        statements++;
        writer.statement(statement.text());
        Reader rows = statement.copyData();
        if (rows != null) {
            writer.copyData(rows);
        }
    }

    @Override
    public void alreadyDone(ScriptStatement statement) {
        throw new IllegalStateException("A script continues no half-way run");
    }

    @Override
    public void commitHalfWay() {
        commit();
    }

    /** A script that starts with such a statement is guarded, and gets our tables, before it. */
    @Override
    public void standAlone(ScriptStatement statement) {
        if (!begun) {
            begin(heads);
            commit();
        }
        statement(statement);
    }

    @Override
    public void finishStep() {
        PlannedStep step = current;
        if (step == null) {
            throw new IllegalStateException("No step has begun");
        }
        if (step.body() != null) {
            dialect.session().resetTo(List.of()).forEach(reset -> writer.marked(reset, MARK));
        }
        for (VersionOp op : step.step().versionOps()) {
            writer.statement(VersionRows.statement(state, op));
        }
        if (options.history()) {
            writer.marked(
                    state.insertSucceeded(options.identity().record(step), statements, new Started.Unmeasured()), MARK);
        }
        finished.add(step.report(statements, null));
    }
}
