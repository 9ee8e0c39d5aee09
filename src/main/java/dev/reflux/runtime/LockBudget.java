package dev.reflux.runtime;

import dev.reflux.config.TransactionMode;
import dev.reflux.dialect.LockTable;
import dev.reflux.dialect.LockTable.Room;
import dev.reflux.engine.SyncConnection;
import dev.reflux.error.ConfigException;
import dev.reflux.error.Place;
import dev.reflux.runtime.RunPlanner.PlannedRun;
import dev.reflux.script.StatementPart;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees before the first statement that one transaction would fill the server's table of locks, which ends a run with
 * {@code out of shared memory} after a long time. Where the transaction mode is left to us, a run is committed in between;
 * where it is asked to be one transaction, it is refused. A revision that is too large by itself is warned of.
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

    /**
     * How far beyond the room a single revision is refused, which nobody but its author can help. Words alone count up to four
     * locks for a table that has one, as for a dropped one without key and long values.
     */
    private static final int BEYOND_DOUBT = 4;

    private final EnvironmentContext context;
    private final SyncConnection connection;
    private final TransactionMode mode;
    private final LockTable table;

    LockBudget(EnvironmentContext context, SyncConnection connection, TransactionMode mode) {
        this.context = context;
        this.connection = connection;
        this.mode = mode;
        this.table = context.dialect().lockTable();
    }

    /**
     * Divides a run that is to be one transaction.
     *
     * @return the indexes of steps to commit after; empty for all but very long runs
     * @throws ConfigException if {@code transaction: run} is configured and the locks cannot suffice, or if those of a single
     *     revision cannot by far
     */
    Set<Integer> ends(PlannedRun run) {
        if (mode == TransactionMode.NONE) {
            return Set.of();
        }
        long most = statements(run) * MOST_OF_A_STATEMENT;
        if (most <= ALWAYS_ENOUGH) {
            return Set.of();
        }
        Room room = table.decode(connection.query(table.room()).get(0));
        return most <= room.locks() / SHARE ? Set.of() : ends(run, room);
    }

    private long statements(PlannedRun run) {
        LongStream ofSteps = run.steps().stream().mapToLong(LockBudget::statements);
        return mode == TransactionMode.RUN ? ofSteps.sum() : ofSteps.max().orElse(0);
    }

    private static long statements(PlannedStep step) {
        return parts(step).stream()
                .filter(part -> !part.autocommit())
                .mapToLong(StatementPart::statements)
                .sum();
    }

    private static List<StatementPart> parts(PlannedStep step) {
        StepBody body = step.body();
        return body == null ? List.of() : body.parts();
    }

    private Set<Integer> ends(PlannedRun run, Room room) {
        List<StepLocks> locks =
                run.steps().stream().map(step -> StepLocks.of(step, table)).toList();
        for (int i = 0; i < locks.size(); i++) {
            checkAlone(run.steps().get(i), locks.get(i).most(), room);
        }
        LockDivision division = divide(run, locks, room.locks() / SHARE);
        if (division.ends().isEmpty()) {
            return Set.of();
        }
        long undivided = divide(run, locks, Long.MAX_VALUE).most();
        if (context.config().transaction() == TransactionMode.RUN) {
            requireRoom(run, undivided, room, division.ends());
            return Set.of();
        }
        log.warn(
                "The run needs about {} locks in one transaction, more than half of the {} that the server has room for"
                        + " ({}), so it is committed in {} transactions; a failure leaves those before it.",
                undivided,
                room.locks(),
                room.settings(),
                division.transactions());
        return division.ends();
    }

    private LockDivision divide(PlannedRun run, List<StepLocks> locks, long limit) {
        List<List<StatementPart>> parts =
                run.steps().stream().map(LockBudget::parts).toList();
        return LockDivision.of(parts, locks, new TransactionPlan(mode, run.newEnumValuesUsable()), limit);
    }

    /** The count is rough, and a refusal that is wrong is worse than a failure that is rolled back. */
    private static void checkAlone(PlannedStep step, long needed, Room room) {
        if (needed <= room.locks()) {
            return;
        }
        String revision = step.step().revision();
        String needs =
                "Revision " + revision + " alone needs about " + needed + " locks in one transaction, and the server"
                        + " has room for " + room.locks() + " (" + room.settings() + ")";
        String help = "Divide it into several revisions, or by an autocommit part; or raise " + room.settings() + ".";
        if (needed / BEYOND_DOUBT > room.locks()) {
            throw new ConfigException(needs + ". " + help, Place.ofRevision(revision));
        }
        log.warn("{}, so it will probably fail for lack of them, late, and be rolled back. {}", needs, help);
    }

    private static void requireRoom(PlannedRun run, long needed, Room room, Set<Integer> ends) {
        if (needed <= room.locks()) {
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
}
