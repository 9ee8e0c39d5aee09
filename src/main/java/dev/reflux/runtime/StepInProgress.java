package dev.reflux.runtime;

import dev.reflux.dialect.UnfinishedRevision;
import dev.reflux.error.InterruptedRevisionException;
import dev.reflux.error.Place;
import dev.reflux.script.ScriptStatement;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How far a step has come: in memory always, in its history row where it commits half-way. */
final class StepInProgress {

    private final PlannedStep step;
    private final long start = System.nanoTime();
    private int statements;
    private ProgressHash progress = ProgressHash.START;
    private @Nullable Long historyRow;
    private boolean rowCommitted;
    private @Nullable Intent intent;
    private @Nullable InterruptedRevisionException undecidable;

    StepInProgress(PlannedStep step) {
        this.step = step;
        UnfinishedRevision unfinished = step.unfinished();
        this.historyRow = unfinished == null ? null : unfinished.id();
        this.rowCommitted = unfinished != null;
        this.intent = unfinished == null || unfinished.intent() == null ? null : Intent.parse(unfinished.intent());
    }

    PlannedStep step() {
        return step;
    }

    String revision() {
        return step.step().revision();
    }

    /** Of {@link System#nanoTime}. */
    long start() {
        return start;
    }

    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** How many statements were begun. */
    int statements() {
        return statements;
    }

    /** Over the statements that were begun. */
    ProgressHash progress() {
        return progress;
    }

    void begun(ScriptStatement statement) {
        statements++;
        progress = progress.with(statement.text());
    }

    /** Key of the step's own history row, or null before it has one. */
    @Nullable
    Long historyRow() {
        return historyRow;
    }

    void writtenTo(long row) {
        historyRow = row;
    }

    void committed() {
        rowCommitted = historyRow != null;
    }

    /** Key of the history row that a rollback leaves, or null. */
    @Nullable
    Long committedRow() {
        return rowCommitted ? historyRow : null;
    }

    /** What is recorded in the step's row of a statement that may have taken effect, or null. */
    @Nullable
    Intent intent() {
        return intent;
    }

    void intends(Intent recorded) {
        intent = recorded;
    }

    /** Notes that nobody can tell what the statement did that was sent last, and has failed. */
    void cannotBeDecided(InterruptedRevisionException failure) {
        undecidable = failure;
    }

    /** What a run that went on from here would end with, or null where it could go on. */
    @Nullable
    InterruptedRevisionException undecidable() {
        return undecidable;
    }

    /** The row tells what is done. */
    void settled() {
        intent = null;
    }

    /** Where a statement stands; without one, the revision. */
    Place place(@Nullable ScriptStatement statement) {
        return statement == null
                ? Place.ofRevision(revision())
                : statement.place().inRevision(revision());
    }

    /**
     * Passes over a statement that the unfinished run had done.
     *
     * @throws InterruptedRevisionException when the file says something else
     */
    void passOver(ScriptStatement statement) {
        begun(statement);
        UnfinishedRevision unfinished = step.unfinished();
        if (unfinished != null
                && statements == step.statementsDone()
                && !unfinished.progressHash().equals(progress.hex())) {
            throw HalfWayFailures.changed(step, place(statement));
        }
    }

    /** Refuses a file that has lost or changed statements which were done. */
    void requireAllPassedOver() {
        if (statements < step.statementsDone()) {
            throw HalfWayFailures.changed(step, place(null));
        }
    }
}
