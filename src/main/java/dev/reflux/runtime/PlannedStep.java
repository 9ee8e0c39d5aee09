package dev.reflux.runtime;

import dev.reflux.dialect.UnfinishedRevision;
import dev.reflux.revision.MigrationStep;
import dev.reflux.script.RevisionScript;
import dev.reflux.script.SqlRevisionSummary;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A step with what it takes to run it.
 *
 * @param step what the graph planned
 * @param body its statements, or null for a stamp
 * @param transaction number of the commit that holds its version rows, from 1
 * @param commitAfter whether the transaction ends with the step
 * @param unfinished the half-way run that the step continues, or null
 */
record PlannedStep(
        MigrationStep step,
        @Nullable Body body,
        int transaction,
        boolean commitAfter,
        @Nullable UnfinishedRevision unfinished) {

    /**
     * The statements of a step: its script, and what a full reading of it found.
     *
     * @param parts those of the step's direction; empty for a no-op
     */
    record Body(RevisionScript script, SqlRevisionSummary summary, List<SqlRevisionSummary.Part> parts) {}

    /** How many statements an earlier, unfinished run began. */
    int statementsBegun() {
        return unfinished == null ? 0 : unfinished.statements();
    }

    MigrationReport.Step planned() {
        return report(null, null);
    }

    MigrationReport.Step report(@Nullable Integer statements, @Nullable Duration elapsed) {
        return new MigrationReport.Step(
                step.direction(),
                step.revision(),
                step.downRevisions(),
                step.message(),
                step.versionOps(),
                step.headsAfter(),
                transaction,
                statements,
                elapsed);
    }
}
