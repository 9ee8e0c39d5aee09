package dev.reflux.runtime;

import dev.reflux.config.Mode;
import dev.reflux.config.WhenAhead;
import dev.reflux.dialect.DatabaseState;
import dev.reflux.dialect.Dialect;
import dev.reflux.dialect.SessionStatements.Setting;
import dev.reflux.dialect.StateTables;
import dev.reflux.engine.SyncConnection;
import dev.reflux.revision.MigrationPlan;
import dev.reflux.revision.RevisionGraph;
import dev.reflux.runtime.MigrationRequest.Command;
import dev.reflux.runtime.RunPlanner.PlannedRun;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A run on a connection: look, and only when there is something to do lock, look again, and run. */
final class OnlineRun {

    private static final Logger log = LoggerFactory.getLogger(OnlineRun.class);

    private final EnvironmentContext context;
    private final SyncConnection connection;
    private final Dialect dialect;
    private final RunPlanner planner;
    private final ChecksumCheck checksums;
    private final long start = System.nanoTime();

    OnlineRun(EnvironmentContext context, SyncConnection connection) {
        this.context = context;
        this.connection = connection;
        this.dialect = context.dialect();
        this.planner = new RunPlanner(context);
        this.checksums = new ChecksumCheck(context);
    }

    MigrationReport run() {
        MigrationRequest request = context.request();
        DatabaseState state = checksums.readFirst(connection, context.stateTables());
        if (isAhead(state)) {
            return report(state.heads(), state.heads(), List.of());
        }
        checksums.check(state);
        MigrationPlan plan = planner.graphPlan(state.heads(), state.unfinished());
        if (request.dryRun()) {
            PlannedRun planned = planned(plan, state);
            return new MigrationReport(
                    command(), Mode.ONLINE, planned.from(), planned.to(), planned.report(), null, null);
        }
        if (plan.isEmpty() && state.unfinished().isEmpty()) {
            return report(state.heads(), state.heads(), List.of());
        }
        planner.requireRunnable(plan);
        StateTables tables = StateReader.resolve(context.stateTables(), state);
        RunIdentity identity = RunIdentity.create();
        PreparedSession session = PreparedSession.prepare(connection, dialect.session(), identity, context.config());
        try {
            MigrationLock lock = lock(tables, session.key());
            return lock.whileHeld(() -> runLocked(tables, identity, session.clean(), lock));
        } finally {
            session.giveBack(connection, dialect.session());
        }
    }

    /**
     * Whether the files know less than the database, and the run is content with that. A stamp repairs such a database.
     *
     * @throws dev.reflux.error.DatabaseAheadException where the run is not content
     */
    private boolean isAhead(DatabaseState state) {
        Command command = context.request().command();
        RevisionGraph graph = context.scripts().graph();
        if (command == Command.STAMP || !AheadDatabase.isAhead(graph, state)) {
            return false;
        }
        AheadDatabase ahead = new AheadDatabase(
                graph, state, StateReader.readApplied(connection, dialect, context.stateTables(), state));
        if (command != Command.UPGRADE || context.config().whenAhead() == WhenAhead.FAIL) {
            throw ahead.error();
        }
        log.warn("{} Nothing is applied, since when-ahead is start.", ahead.describe());
        return true;
    }

    private MigrationLock lock(StateTables tables, int session) {
        Duration configured = context.config().lock().timeout();
        Duration timeout = context.request().lockTimeout();
        return context.config().lock().enabled()
                ? MigrationLock.acquire(
                        connection, dialect.lock(tables), session, timeout == null ? configured : timeout)
                : MigrationLock.none(connection);
    }

    private MigrationReport runLocked(
            StateTables tables, RunIdentity identity, List<Setting> clean, MigrationLock lock) {
        DatabaseState state = checksums.readLocked(connection, tables);
        if (isAhead(state)) {
            return report(state.heads(), state.heads(), List.of());
        }
        checksums.check(state);
        PlannedRun planned = planned(planner.graphPlan(state.heads(), state.unfinished()), state);
        StateReader.requireWidth(state, planned, tables);
        List<String> missing = OwnTables.missing(dialect, tables, state);
        if (!missing.isEmpty()) {
            connection.execute(missing);
        }
        OnlineSession session = new OnlineSession(connection, dialect, tables, identity, lock, clean);
        return planned.isEmpty() ? report(state.heads(), state.heads(), List.of()) : runSteps(planned, session);
    }

    private PlannedRun planned(MigrationPlan plan, DatabaseState state) {
        PlannedRun planned = planner.plan(plan, state);
        Set<Integer> ends = new LockBudget(context, connection, planner.mode()).ends(planned);
        return ends.isEmpty() ? planned : planner.divided(planned, ends);
    }

    private MigrationReport runSteps(PlannedRun planned, OnlineSession session) {
        context.listener().planned(planned.report());
        MigrationReport report = new RetriedSteps(
                        context, connection, session, planner, done -> report(planned.from(), planned.to(), done))
                .run(planned);
        planned.settled()
                .forEach(left -> log.info(
                        "The stamp has settled the {} of revision {}, which was left half-way.",
                        left.direction(),
                        left.revision()));
        return report;
    }

    private MigrationReport report(List<String> from, List<String> to, List<MigrationReport.Step> steps) {
        Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
        return new MigrationReport(command(), Mode.ONLINE, from, to, steps, elapsed, null);
    }

    private String command() {
        return Commands.name(context.request().command());
    }
}
