package dev.reflux.runtime;

import dev.reflux.dialect.UnfinishedRevision;
import dev.reflux.revision.MigrationStep;
import dev.reflux.script.RevisionTimeouts;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A step with what it takes to run it.
 *
 * @param step what the graph planned
 * @param body its statements, or null for a stamp
 * @param transaction number of the commit that will hold its version rows, from 1, as far as can be known before it runs
 * @param commitAfter whether a commit follows that only the number of locks asks for
 * @param timeouts how long its statements may take
 * @param unfinished the half-way run that the step continues, or null
 */
record PlannedStep(
        MigrationStep step,
        @Nullable StepBody body,
        int transaction,
        boolean commitAfter,
        RevisionTimeouts timeouts,
        @Nullable UnfinishedRevision unfinished) {

    /** The same step in its transaction. */
    PlannedStep in(int number, boolean ends) {
        return new PlannedStep(step, body, number, ends, timeouts, unfinished);
    }

    /** The same step, to be begun or continued after an earlier try. */
    PlannedStep again(@Nullable UnfinishedRevision left) {
        return new PlannedStep(step, body, transaction, commitAfter, timeouts, left);
    }

    /** How many statements an earlier, unfinished run began. */
    int statementsBegun() {
        return unfinished == null ? 0 : unfinished.statements();
    }

    /** How many of them are done, all changes to the file apart. */
    int statementsDone() {
        return endsInDoubt() ? statementsBegun() - 1 : statementsBegun();
    }

    /** Whether nobody knows what became of the last statement that the earlier run began. */
    boolean endsInDoubt() {
        return unfinished != null && unfinished.intent() != null;
    }

    MigrationReport.Step planned() {
        return report(transaction, null, null);
    }

    MigrationReport.Step report(int transactionNumber, @Nullable Integer statements, @Nullable Duration elapsed) {
        return new MigrationReport.Step(
                step.direction(),
                step.revision(),
                step.downRevisions(),
                step.message(),
                step.versionOps(),
                step.headsAfter(),
                transactionNumber,
                statements,
                elapsed,
                body == null ? null : body.place().file());
    }
}
