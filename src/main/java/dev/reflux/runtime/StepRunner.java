package dev.reflux.runtime;

import dev.reflux.config.TransactionMode;
import dev.reflux.engine.SyncConnection;
import dev.reflux.error.InvalidOperationException;
import dev.reflux.operation.ChunkedUpdate;
import dev.reflux.runtime.RunPlanner.PlannedRun;
import dev.reflux.runtime.StepBody.StatementReceiver;
import dev.reflux.script.ScriptStatement;
import dev.reflux.script.SummaryCollector;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The loop of a run: steps in order, each statement inside or outside a transaction as the plan says. */
final class StepRunner {

    private final MigrationSink sink;
    private final PlannedRun run;
    private final boolean transactional;
    private final TransactionPlan transactions;
    private boolean open;

    /**
     * A runner into a sink.
     *
     * @param mode how steps are divided into transactions
     * @param run what is to run, once
     */
    StepRunner(MigrationSink sink, TransactionMode mode, PlannedRun run) {
        this(sink, mode, run, 1);
    }

    /**
     * A runner of what is left of a run.
     *
     * @param firstTransaction number of its first transaction in the whole run
     */
    StepRunner(MigrationSink sink, TransactionMode mode, PlannedRun run, int firstTransaction) {
        this.sink = sink;
        this.run = run;
        this.transactional = mode != TransactionMode.NONE;
        this.transactions = new TransactionPlan(mode, run.newEnumValuesUsable(), firstTransaction);
    }

    /** Runs the steps; the last one ends with a commit. */
    void run() {
        List<String> heads = run.from();
        if (run.purge()) {
            begin(heads);
            sink.purge();
            heads = List.of();
        }
        int left = run.steps().size();
        if (left == 0) {
            closeSettled(heads);
        }
        for (PlannedStep step : run.steps()) {
            boolean last = --left == 0;
            if (last) {
                closeSettled(heads);
            }
            run(step, heads, last || step.commitAfter());
            heads = step.step().headsAfter();
        }
        if (open) {
            commit();
        }
    }

    /** With the last version rows, since without those the revisions are as half-way as they were. */
    private void closeSettled(List<String> heads) {
        if (!run.settled().isEmpty()) {
            begin(heads);
            sink.closeSettled(run.settled(), run.to());
        }
    }

    private void commit() {
        sink.commit();
        open = false;
    }

    private void run(PlannedStep step, List<String> heads, boolean commitAfter) {
        begin(heads);
        sink.startStep(step);
        SummaryCollector passed = new SummaryCollector();
        if (step.body() != null) {
            Feed feed = new Feed(step, heads, passed);
            step.body().feed(feed);
            feed.end();
        }
        begin(heads);
        TransactionPlan.Slot slot = transactions.next(passed.finish(), commitAfter);
        sink.finishStep(slot.transaction());
        if (slot.commitAfter()) {
            commit();
        }
    }

    /** Takes the statements of a step, runs those that are left of it, and passes over the others. */
    private final class Feed implements StatementReceiver {

        private final PlannedStep step;
        private final List<String> heads;
        private final SummaryCollector passed;
        private int number;

        Feed(PlannedStep step, List<String> heads, SummaryCollector passed) {
            this.step = step;
            this.heads = heads;
            this.passed = passed;
        }

        @Override
        public void accept(ScriptStatement statement) {
            if (isLeft(statement)) {
                StepRunner.this.run(statement, heads);
            }
        }

        @Override
        public void accept(ScriptStatement whole, ChunkedUpdate update) {
            if (update.where() == null && !runsInTransaction(whole)) {
                throw new InvalidOperationException(
                        "where",
                        "is missing: each range commits on its own, and only by it can the next run after a failure"
                                + " tell the rows that are still to be updated");
            }
            if (isLeft(whole)) {
                sink.chunkedUpdate(whole, update, !joinTransaction(whole, heads));
            }
        }

        private boolean isLeft(ScriptStatement statement) {
            passed.add(statement);
            number++;
            if (number > step.statementsBegun()) {
                return true;
            }
            if (number > step.statementsDone()) {
                return settle(statement);
            }
            sink.alreadyDone(statement);
            return false;
        }

        /** The file may have lost the statement of which it is not known whether it took effect. */
        void end() {
            if (step.endsInDoubt() && number < step.statementsBegun()) {
                settle(null);
            }
        }

        private boolean settle(@Nullable ScriptStatement statement) {
            if (open && transactional) {
                sink.commitPassedOver();
                open = false;
            }
            return sink.settle(statement);
        }

        @Override
        public void runAuthored(Runnable code) {
            sink.runAuthored(code);
        }

        @Override
        public @Nullable SyncConnection connection() {
            begin(heads);
            return sink.connection();
        }

        @Override
        public void asking(List<String> statements) {
            begin(heads);
            sink.asking(statements);
        }
    }

    private void run(ScriptStatement statement, List<String> heads) {
        if (joinTransaction(statement, heads)) {
            sink.statement(statement);
        } else {
            sink.standAlone(statement);
        }
    }

    private boolean runsInTransaction(ScriptStatement statement) {
        return transactional && !statement.autocommit();
    }

    /** Sees to it that a transaction is open for a statement, or that none is. */
    private boolean joinTransaction(ScriptStatement statement, List<String> heads) {
        if (runsInTransaction(statement)) {
            begin(heads);
            return true;
        }
        if (open && transactional) {
            sink.commitHalfWay();
            open = false;
        }
        return false;
    }

    private void begin(List<String> heads) {
        if (!open) {
            sink.begin(heads);
            open = true;
        }
    }
}
