package dev.reflux.runtime;

import dev.reflux.dialect.LockTable;
import dev.reflux.engine.SyncConnection;
import dev.reflux.operation.ChunkedUpdate;
import dev.reflux.script.ScriptStatement;
import org.jspecify.annotations.Nullable;

/**
 * About how many locks the statements of a step keep, by the transactions that they are in.
 *
 * @param first in the transaction that the step begins in
 * @param most in any one of them, as if the step were alone
 * @param last in the transaction that holds its version rows; the same as {@code first} where it has no autocommit part
 * @param divided whether an autocommit part ends the first of them
 */
record StepLocks(long first, long most, long last, boolean divided) {

    private static final StepLocks NONE = new StepLocks(0, 0, 0, false);

    /** Counts the statements of a step that are still to run; what a revision in Java runs is not known. */
    static StepLocks of(PlannedStep step, LockTable table) {
        StepBody body = step.body();
        if (body == null || body instanceof JavaBody) {
            return NONE;
        }
        Count count = new Count(table, step.statementsBegun());
        body.feed(count);
        return count.finish();
    }

    private static final class Count implements StepBody.StatementReceiver {

        private final LockTable table;
        private int passedOver;
        private long first;
        private long most;
        private long current;
        private boolean divided;

        Count(LockTable table, int passedOver) {
            this.table = table;
            this.passedOver = passedOver;
        }

        @Override
        public void accept(ScriptStatement statement) {
            if (passedOver > 0) {
                passedOver--;
            } else if (statement.autocommit()) {
                endTransaction();
            } else {
                current += table.keptBy(statement.text());
            }
        }

        /** A statement in an autocommit part is its own transaction, or none. */
        private void endTransaction() {
            first = divided ? first : current;
            most = Math.max(most, current);
            current = 0;
            divided = true;
        }

        StepLocks finish() {
            return new StepLocks(divided ? first : current, Math.max(most, current), current, divided);
        }

        @Override
        public void accept(ScriptStatement whole, ChunkedUpdate update) {
            accept(whole);
        }

        @Override
        public void runAuthored(Runnable code) {
            code.run();
        }

        @Override
        public @Nullable SyncConnection connection() {
            return null;
        }
    }
}
