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

    StepInProgress(PlannedStep step) {
        this.step = step;
        UnfinishedRevision unfinished = step.unfinished();
        this.historyRow = unfinished == null ? null : unfinished.id();
        this.rowCommitted = unfinished != null;
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

    Place place(ScriptStatement statement) {
        return statement.place().inRevision(revision());
    }

    /**
     * Passes over a statement that the unfinished run had begun.
     *
     * @throws InterruptedRevisionException when it is not known whether it took effect, or the file says something else
     */
    void passOver(ScriptStatement statement) {
        ProgressHash before = progress;
        begun(statement);
        UnfinishedRevision unfinished = step.unfinished();
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

    /** Refuses a file that has lost statements which were done. */
    void requireAllPassedOver() {
        if (statements < step.statementsBegun()) {
            throw changed(Place.ofRevision(revision()));
        }
    }

    private InterruptedRevisionException changed(Place place) {
        return interrupted("the statements that were done are no longer those of the file", place);
    }

    private InterruptedRevisionException interrupted(String reason, Place place) {
        return new InterruptedRevisionException(
                "Revision " + revision() + " was left half-way and " + reason
                        + ". Look at the database, finish or undo the revision by hand, then run \"stamp " + revision()
                        + "\" or stamp its parent.",
                place);
    }
}
