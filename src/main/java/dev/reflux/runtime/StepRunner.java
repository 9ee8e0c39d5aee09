package dev.reflux.runtime;

import dev.reflux.script.ScriptStatement;
import dev.reflux.script.SqlScript;
import java.util.List;

/** The loop of a run: steps in order, each statement inside or outside a transaction as the plan says. */
final class StepRunner {

    private final MigrationSink sink;
    private final boolean transactional;
    private boolean open;

    /**
     * A runner into a sink.
     *
     * @param transactional false when no statement is to run in a transaction
     */
    StepRunner(MigrationSink sink, boolean transactional) {
        this.sink = sink;
        this.transactional = transactional;
    }

    /** Runs the steps; the last one ends with a commit. */
    void run(RunPlanner.PlannedRun run) {
        List<String> heads = run.from();
        if (run.purge()) {
            begin(heads);
            sink.purge();
            heads = List.of();
        }
        for (PlannedStep step : run.steps()) {
            run(step, heads);
            heads = step.step().headsAfter();
        }
        if (open) {
            commit();
        }
    }

    private void commit() {
        sink.commit();
        open = false;
    }

    private void run(PlannedStep step, List<String> heads) {
        begin(heads);
        sink.startStep(step);
        if (step.body() != null) {
            runStatements(step, step.body(), heads);
        }
        begin(heads);
        sink.finishStep();
        if (step.commitAfter()) {
            commit();
        }
    }

    private void runStatements(PlannedStep step, PlannedStep.Body body, List<String> heads) {
        try (SqlScript statements = body.script().open(step.step().direction())) {
            int number = 0;
            for (ScriptStatement each = statements.next(); each != null; each = statements.next()) {
                if (++number <= step.statementsBegun()) {
                    sink.alreadyDone(each);
                } else {
                    run(each, heads);
                }
            }
        }
    }

    private void run(ScriptStatement statement, List<String> heads) {
        if (transactional && !statement.autocommit()) {
            begin(heads);
            sink.statement(statement);
            return;
        }
        if (open && transactional) {
            sink.commitHalfWay();
            open = false;
        }
        sink.standAlone(statement);
    }

    private void begin(List<String> heads) {
        if (!open) {
            sink.begin(heads);
            open = true;
        }
    }
}
