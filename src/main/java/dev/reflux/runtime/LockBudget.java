package dev.reflux.runtime;

import dev.reflux.config.TransactionMode;
import dev.reflux.dialect.LockTable;
import dev.reflux.dialect.LockTable.Room;
import dev.reflux.engine.SyncConnection;
import dev.reflux.error.ConfigException;
import dev.reflux.operation.ChunkedUpdate;
import dev.reflux.runtime.RunPlanner.PlannedRun;
import dev.reflux.script.ScriptStatement;
import dev.reflux.script.StatementPart;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees before the first statement that one transaction over many revisions would fill the server's table of locks, which
 * ends such a run with {@code out of shared memory} after a long time. Where the transaction mode is left to us, the run is
 * committed in between; where it is asked to be one transaction, it is refused.
 *
 * <p>What a revision in Java locks is not known before it runs and not counted.
 */
final class LockBudget {

    private static final Logger log = LoggerFactory.getLogger(LockBudget.class);

    /** No usual statement keeps more. */
    private static final int MOST_OF_A_STATEMENT = 5;

    /** The smallest servers have room for more. */
    private static final int ALWAYS_ENOUGH = 500;

    /** Other sessions need locks too. */
    private static final int SHARE = 2;

    private final EnvironmentContext context;
    private final SyncConnection connection;
    private final LockTable table;

    LockBudget(EnvironmentContext context, SyncConnection connection) {
        this.context = context;
        this.connection = connection;
        this.table = context.dialect().lockTable();
    }

    /**
     * Divides a run that is to be one transaction.
     *
     * @return the indexes of steps to commit after; empty for all but very long runs
     * @throws ConfigException if {@code transaction: run} is configured and the locks cannot suffice
     */
    Set<Integer> ends(PlannedRun run) {
        long most = run.steps().stream().mapToLong(LockBudget::statements).sum() * MOST_OF_A_STATEMENT;
        if (most <= ALWAYS_ENOUGH) {
            return Set.of();
        }
        Room room = table.decode(connection.query(table.room()).get(0));
        return most <= room.locks() / SHARE ? Set.of() : divide(run, room);
    }

    private static int statements(PlannedStep step) {
        StepBody body = step.body();
        return body == null
                ? 0
                : body.parts().stream().mapToInt(StatementPart::statements).sum();
    }

    private Set<Integer> divide(PlannedRun run, Room room) {
        Set<Integer> ends = new HashSet<>();
        long needed = 0;
        long ofTransaction = 0;
        for (int i = 0; i < run.steps().size(); i++) {
            long ofStep = locks(run.steps().get(i));
            if (ofTransaction > 0 && ofTransaction + ofStep > room.locks() / SHARE) {
                ends.add(i - 1);
                ofTransaction = 0;
            }
            ofTransaction += ofStep;
            needed += ofStep;
        }
        if (ends.isEmpty() || isAskedFor()) {
            requireRoom(run, needed, room, ends);
            return Set.of();
        }
        log.warn(
                "The run needs about {} locks, more than half of the {} that the server has room for ({}), so it is"
                        + " committed in {} transactions; a failure leaves those before it.",
                needed,
                room.locks(),
                room.settings(),
                ends.size() + 1);
        return ends;
    }

    private boolean isAskedFor() {
        return context.config().transaction() == TransactionMode.RUN;
    }

    private void requireRoom(PlannedRun run, long needed, Room room, Set<Integer> ends) {
        if (ends.isEmpty() || needed <= room.locks()) {
            return;
        }
        String within = run.steps()
                .get(ends.stream().min(Integer::compare).orElseThrow())
                .step()
                .revision();
        throw new ConfigException("The run needs about " + needed + " locks in one transaction, and the server has room"
                + " for " + room.locks() + " (" + room.settings() + "). Leave transaction unset, so that the run is"
                + " committed in between; or set transaction: revision; or run it in parts, the first of them to "
                + within + "; or raise " + room.settings() + ".");
    }

    private long locks(PlannedStep step) {
        StepBody body = step.body();
        if (body == null || body instanceof JavaBody) {
            return 0;
        }
        Count count = new Count(table);
        body.feed(count);
        return count.locks;
    }

    /** Counts the locks of statements that are run later. */
    private static final class Count implements StepBody.StatementReceiver {

        private final LockTable table;
        private long locks;

        Count(LockTable table) {
            this.table = table;
        }

        @Override
        public void accept(ScriptStatement statement) {
            locks += table.keptBy(statement.text());
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
