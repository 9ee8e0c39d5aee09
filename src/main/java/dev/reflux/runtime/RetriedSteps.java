package dev.reflux.runtime;

import dev.reflux.dialect.DatabaseState;
import dev.reflux.engine.SyncConnection;
import dev.reflux.error.CancelledException;
import dev.reflux.error.ConnectionFailedException;
import dev.reflux.error.DatabaseException;
import dev.reflux.error.Place;
import dev.reflux.error.RefluxException;
import dev.reflux.error.RevisionGraphException;
import dev.reflux.runtime.RunPlanner.PlannedRun;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
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
    private final Function<List<MigrationReport.Step>, MigrationReport> report;
    private final List<MigrationReport.Step> committed = new ArrayList<>();
    private int retries;

    /**
     * Runs steps of a plan.
     *
     * @param report makes the report of the whole run from its steps
     */
    RetriedSteps(
            EnvironmentContext context,
            SyncConnection connection,
            OnlineSession session,
            RunPlanner planner,
            Function<List<MigrationReport.Step>, MigrationReport> report) {
        this.context = context;
        this.connection = connection;
        this.session = session;
        this.planner = planner;
        this.report = report;
        this.roadblocks = new Roadblocks(connection, session.traffic(), context.config(), session.lexis());
        this.backoff = new Backoff(context.config().retry());
        this.most = context.config().retry().max();
    }

    /** Runs all of them, once. */
    MigrationReport run(PlannedRun run) {
        PlannedRun left = run;
        while (true) {
            OnlineSink sink = new OnlineSink(connection, session, context.listener(), planner.transactional());
            try {
                new StepRunner(sink, planner.mode(), left, nextTransaction()).run();
                return report.apply(done(sink.committed()));
            } catch (ConnectionFailedException e) {
                throw lost(named(e, sink), left, sink);
            } catch (Throwable e) {
                left = restAfter(sink.isTransactionOpen() ? rolledBack(e) : e, left, sink);
            }
        }
    }

    private List<MigrationReport.Step> done(List<MigrationReport.Step> more) {
        List<MigrationReport.Step> all = new ArrayList<>(committed);
        all.addAll(more);
        return all;
    }

    /** A message of our own statements alone is lost in the name of the step that they are for. */
    private static ConnectionFailedException named(ConnectionFailedException loss, OnlineSink sink) {
        PlannedStep step = sink.stepUnderWay();
        return step == null || loss.revision() != null
                ? loss
                : loss.at(Place.ofRevision(step.step().revision()));
    }

    private LostSessionException lost(ConnectionFailedException loss, PlannedRun left, OnlineSink sink) {
        CommitInDoubt commit = sink.inDoubt();
        List<MigrationReport.Step> finished = new ArrayList<>(sink.committed());
        finished.addAll(sink.uncommitted());
        boolean last = finished.size() == left.steps().size();
        LostSessionException lost = new LostSessionException(
                loss,
                new LostSessionException.Remains(
                        session.applicationName(),
                        commit == null || !last ? commit : commit.ending(report.apply(done(finished))),
                        context.listener()));
        if (commit == null) {
            tell(sink, lost);
        }
        return lost;
    }

    private int nextTransaction() {
        return committed.isEmpty() ? 1 : committed.get(committed.size() - 1).transaction() + 1;
    }

    private Throwable rolledBack(Throwable failure) {
        try {
            connection.cleanUp(List.of(session.transaction().rollback()));
        } catch (RefluxException e) {
            failure.addSuppressed(e);
            return failure;
        }
        return failure instanceof CancelledException cancelled
                ? cancelled.adding("Its open transaction was rolled back.")
                : failure;
    }

    /** Gives the rest of the run when it may begin; a failure is recorded once, when the run is given up. */
    private PlannedRun restAfter(Throwable failure, PlannedRun left, OnlineSink sink) {
        Throwable last = failure;
        try {
            Roadblock met = roadblocks.of(failure);
            PlannedStep step = sink.stepUnderWay();
            if (met != null && step != null) {
                DatabaseState state = session.startAgain();
                retries = hasProgressed(left, sink, state) ? 0 : retries;
                Roadblock seen = roadblocks.look(met);
                String not = sink.whyNotAgain();
                if (met.kind().isPassing() && retries < most && not == null) {
                    return pause(seen, rest(left, sink, state), sink);
                }
                last = seen.failure(step.timeouts(), retries, not);
            }
        } catch (ConnectionFailedException e) {
            e.addSuppressed(failure);
            throw lost(e, left, sink);
        } catch (RuntimeException e) {
            e.addSuppressed(failure);
            last = e;
        }
        recordFailure(sink, last);
        tell(sink, last);
        throw unchecked(last);
    }

    private PlannedRun pause(Roadblock met, PlannedRun rest, OnlineSink sink) {
        retries++;
        Duration pause = backoff.pause(retries);
        log.warn(
                "{}; rolled back{}, retry {} of {} in {} ms. {}",
                met.summary(),
                sink.isPartCommitted() ? " to the last commit" : "",
                retries,
                most,
                pause.toMillis(),
                met.inTheWay());
        committed.addAll(sink.committed());
        context.listener().retrying(new TransactionRetry(retries, most, pause, sink.uncommitted(), met.error()));
        connection.pause(pause);
        return rest;
    }

    /** Whether anything is done for good that was not when the transaction was tried before. */
    private boolean hasProgressed(PlannedRun left, OnlineSink sink, DatabaseState state) {
        if (!sink.committed().isEmpty() || sink.hasChangedRows()) {
            return true;
        }
        PlannedStep first = left.steps().get(0);
        PlannedStep again = planner.rest(left, 0, state).steps().get(0);
        return again.statementsDone() > first.statementsDone();
    }

    /** The rest was planned from these rows: without the lock, somebody else may have moved them. */
    private PlannedRun rest(PlannedRun left, OnlineSink sink, DatabaseState state) {
        List<MigrationReport.Step> done = sink.committed();
        List<String> expected =
                done.isEmpty() ? left.from() : done.get(done.size() - 1).headsAfter();
        if (!state.heads().equals(expected.stream().sorted().toList())) {
            throw new RevisionGraphException(
                    RevisionGraphException.Kind.VERSION_ROW_MISMATCH,
                    "The version table was changed by somebody else: it holds " + state.heads() + " instead of "
                            + expected + ". The transaction was rolled back; run the command again.");
        }
        return planner.rest(left, done.size(), state);
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
