package dev.reflux.runtime;

import dev.reflux.dialect.DatabaseState;
import dev.reflux.engine.SyncConnection;
import dev.reflux.error.DatabaseException;
import dev.reflux.error.RefluxException;
import dev.reflux.error.RevisionGraphException;
import dev.reflux.runtime.RunPlanner.PlannedRun;
import dev.reflux.script.RevisionTimeouts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the steps of a plan; a transaction that fails for a reason that passes is rolled back and, as often as the
 * configuration allows, begun again. What was committed before stays; what was done half-way is continued.
 */
final class RetriedSteps {

    private static final Logger log = LoggerFactory.getLogger(RetriedSteps.class);

    private final EnvironmentContext context;
    private final SyncConnection connection;
    private final OnlineSession session;
    private final RunPlanner planner;
    private final Roadblocks roadblocks;
    private final Backoff backoff;
    private final int most;
    private final List<MigrationReport.Step> committed = new ArrayList<>();
    private PlannedRun left;
    private int retries;

    RetriedSteps(
            EnvironmentContext context,
            SyncConnection connection,
            OnlineSession session,
            RunPlanner planner,
            PlannedRun run) {
        this.context = context;
        this.connection = connection;
        this.session = session;
        this.planner = planner;
        this.roadblocks = new Roadblocks(connection, session.traffic(), context.config());
        this.backoff = new Backoff(context.config().retry());
        this.most = context.config().retry().max();
        this.left = run;
    }

    /** Runs all of them, and gives them as they were committed. */
    List<MigrationReport.Step> run() {
        while (true) {
            OnlineSink sink = new OnlineSink(connection, session, context.listener(), planner.transactional());
            try {
                new StepRunner(sink, planner.mode(), left, nextTransaction()).run();
                committed.addAll(sink.committed());
                return List.copyOf(committed);
            } catch (Throwable e) {
                if (sink.isTransactionOpen()) {
                    rollBack(e);
                }
                pauseOrFail(sink, e);
            }
        }
    }

    private int nextTransaction() {
        return committed.isEmpty() ? 1 : committed.get(committed.size() - 1).transaction() + 1;
    }

    private void rollBack(Throwable failure) {
        try {
            connection.cleanUp(List.of(session.transaction().rollback()));
        } catch (RefluxException e) {
            failure.addSuppressed(e);
        }
    }

    /** Returns when the rest may begin; a failure of the run is recorded once, when it is given up. */
    private void pauseOrFail(OnlineSink sink, Throwable failure) {
        Throwable last = failure;
        try {
            Roadblock met = roadblocks.of(failure);
            if (met != null && sink.stepUnderWay() != null) {
                last = pause(sink, met);
            }
        } catch (RuntimeException e) {
            e.addSuppressed(failure);
            last = e;
        }
        if (last != null) {
            recordFailure(sink, last);
            tell(sink, last);
            throw unchecked(last);
        }
    }

    /** Pauses before the next try; gives the failure where there is none. */
    private @Nullable Throwable pause(OnlineSink sink, Roadblock met) {
        DatabaseState state = session.startAgain();
        retries = hasProgressed(sink, state) ? 0 : retries;
        Roadblock seen = roadblocks.look(met);
        PlannedStep step = sink.stepUnderWay();
        if (!met.kind().isPassing() || retries >= most) {
            return seen.failure(step == null ? RevisionTimeouts.CONFIGURED : step.timeouts(), retries);
        }
        requireKnown(sink, state);
        announce(seen, sink, ++retries, backoff.pause(retries));
        left = planner.rest(left, sink.committed().size(), state);
        committed.addAll(sink.committed());
        return null;
    }

    private void announce(Roadblock seen, OnlineSink sink, int number, Duration pause) {
        log.warn(
                "{}; rolled back, retry {} of {} in {} ms. {}",
                seen.summary(),
                number,
                most,
                pause.toMillis(),
                seen.inTheWay());
        context.listener().retrying(new TransactionRetry(number, most, pause, sink.uncommitted(), seen.error()));
        connection.pause(pause);
    }

    /** Whether anything is done for good that was not when the transaction was tried before. */
    private boolean hasProgressed(OnlineSink sink, DatabaseState state) {
        if (!sink.committed().isEmpty() || sink.hasChangedRows()) {
            return true;
        }
        PlannedStep first = left.steps().get(0);
        PlannedStep again = planner.rest(left, 0, state).steps().get(0);
        return again.statementsBegun() > first.statementsBegun();
    }

    /** The rest was planned from these rows: without the lock, somebody else may have moved them. */
    private void requireKnown(OnlineSink sink, DatabaseState state) {
        List<MigrationReport.Step> done = sink.committed();
        List<String> expected =
                done.isEmpty() ? left.from() : done.get(done.size() - 1).headsAfter();
        if (!state.heads().equals(expected.stream().sorted().toList())) {
            throw new RevisionGraphException(
                    RevisionGraphException.Kind.VERSION_ROW_MISMATCH,
                    "The version table was changed by somebody else: it holds " + state.heads() + " instead of "
                            + expected + ". The transaction was rolled back; run the command again.");
        }
    }

    /** Whatever becomes of the row, the failure itself is what the run ends with. */
    private void recordFailure(OnlineSink sink, Throwable failure) {
        FailureText text = FailureText.of(failure, context.config());
        try {
            try {
                sink.recordFailure(text.stored());
            } catch (DatabaseException e) {
                sink.recordFailure(text.ascii());
            }
        } catch (RuntimeException e) {
            log.debug("The failure could not be recorded", e);
            failure.addSuppressed(e);
        }
    }

    private void tell(OnlineSink sink, Throwable failure) {
        PlannedStep step = sink.stepUnderWay();
        if (step != null) {
            FailureNotice.tell(failure, () -> context.listener().stepFailed(step.planned(), failure));
        }
    }

    private static RuntimeException unchecked(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        return failure instanceof RuntimeException exception ? exception : new IllegalStateException(failure);
    }
}
