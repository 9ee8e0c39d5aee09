package dev.reflux.runtime;

import dev.reflux.config.Mode;
import dev.reflux.dialect.Dialect;
import dev.reflux.dialect.StateTables;
import dev.reflux.runtime.RunPlanner.PlannedRun;
import java.time.Duration;
import java.util.List;

/** A run into a script: the same plan, the same steps, no database. */
final class OfflineRun {

    private final EnvironmentContext context;
    private final Dialect dialect;
    private final RunPlanner planner;
    private final long start = System.nanoTime();

    OfflineRun(EnvironmentContext context) {
        this.context = context;
        this.dialect = context.dialect();
        this.planner = new RunPlanner(context);
    }

    MigrationReport run() {
        PlannedRun planned = planner.planScript(planner.offlineGraphPlan());
        if (context.request().dryRun()) {
            return new MigrationReport(
                    command(), context.config().mode(), planned.from(), planned.to(), planned.report(), null, null);
        }
        StringBuilder collected = new StringBuilder();
        Appendable given = context.script();
        OfflineSink sink = write(planned, new ScriptWriter(given == null ? collected : given));
        return new MigrationReport(
                command(),
                Mode.OFFLINE,
                planned.from(),
                planned.to(),
                sink.finished(),
                Duration.ofNanos(System.nanoTime() - start),
                given == null ? collected.toString() : null);
    }

    private OfflineSink write(PlannedRun planned, ScriptWriter writer) {
        StateTables tables = context.stateTables();
        OfflineSink.Options options = new OfflineSink.Options(
                planner.transactional(),
                context.request().guard(),
                tables.historyTable() != null,
                RunIdentity.ofScript());
        OfflineSink sink = new OfflineSink(
                writer, dialect, dialect.state(tables), options, ownTables(planned, tables), context.listener());
        header(writer, planned);
        sink.writeSettings();
        if (!planned.isEmpty()) {
            context.listener().planned(planned.report());
            runSteps(sink, planned);
        } else if (planner.oneTransaction()) {
            sink.checkOnly(planned.from());
        }
        return sink;
    }

    private void runSteps(OfflineSink sink, PlannedRun planned) {
        try {
            new StepRunner(sink, planner.mode(), planned).run();
        } catch (RuntimeException | Error e) {
            sink.tellFailure(e);
            throw e;
        }
    }

    private void header(ScriptWriter writer, PlannedRun planned) {
        writer.comment("Reflux " + RunIdentity.toolVersion() + ": " + command() + " from " + names(planned.from())
                + " to " + names(planned.to()));
        writer.comment("Run with: psql -X -v ON_ERROR_STOP=1 -f THIS_FILE");
    }

    private static String names(List<String> heads) {
        return heads.isEmpty() ? "base" : String.join(", ", heads);
    }

    /** Our tables are there already unless the script starts from nothing. */
    private List<OwnTables.Creation> ownTables(PlannedRun planned, StateTables tables) {
        return planned.from().isEmpty() ? OwnTables.all(dialect, tables) : List.of();
    }

    private String command() {
        return Commands.name(context.request().command());
    }
}
