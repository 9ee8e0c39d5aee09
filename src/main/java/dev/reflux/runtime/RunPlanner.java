package dev.reflux.runtime;

import dev.reflux.config.TransactionMode;
import dev.reflux.dialect.DatabaseState;
import dev.reflux.dialect.UnfinishedRevision;
import dev.reflux.error.ConfigException;
import dev.reflux.error.DatabaseAheadException;
import dev.reflux.error.InterruptedRevisionException;
import dev.reflux.error.Place;
import dev.reflux.revision.Direction;
import dev.reflux.revision.MigrationPlan;
import dev.reflux.revision.MigrationStep;
import dev.reflux.revision.RevisionGraph;
import dev.reflux.script.RevisionTimeouts;
import dev.reflux.script.StatementPart;
import dev.reflux.script.source.ConcurrentReading;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns heads and a request into steps with their statements, all checks done. Touches files but no database. */
final class RunPlanner {

    private final EnvironmentContext context;
    private final TransactionMode mode;
    private final StepBodies bodies;

    /**
     * Steps to run, from heads to heads.
     *
     * @param settled half-way revisions that the run closes in the history, together with its last step
     * @param newEnumValuesUsable whether values of an enum of the same transaction can be used before the commit
     */
    record PlannedRun(
            List<String> from,
            List<String> to,
            List<PlannedStep> steps,
            List<UnfinishedRevision> settled,
            boolean purge,
            boolean newEnumValuesUsable) {

        /** Copies the lists. */
        PlannedRun {
            from = List.copyOf(from);
            to = List.copyOf(to);
            steps = List.copyOf(steps);
            settled = List.copyOf(settled);
        }

        boolean isEmpty() {
            return steps.isEmpty() && settled.isEmpty() && !purge;
        }

        List<MigrationReport.Step> report() {
            return steps.stream().map(PlannedStep::planned).toList();
        }
    }

    RunPlanner(EnvironmentContext context) {
        this.context = context;
        this.mode = transactionMode(context);
        this.bodies = new StepBodies(context);
    }

    /** Whether statements run in transactions at all. */
    boolean transactional() {
        return mode != TransactionMode.NONE;
    }

    /** How steps are divided into transactions. */
    TransactionMode mode() {
        return mode;
    }

    /** Whether all steps share a transaction where nothing forces a commit. */
    boolean oneTransaction() {
        return mode == TransactionMode.RUN;
    }

    private static TransactionMode transactionMode(EnvironmentContext context) {
        TransactionMode configured = context.config().transaction();
        boolean transactionalDdl = context.dialect().transactionalDdl();
        if (configured == TransactionMode.RUN && !transactionalDdl) {
            throw new ConfigException("transaction: run needs a database that can roll back DDL, which "
                    + context.dialect().name() + " cannot. Use revision or none, or leave transaction unset.");
        }
        if (configured != null) {
            return configured;
        }
        return transactionalDdl ? TransactionMode.RUN : TransactionMode.NONE;
    }

    /** Plans a run on a database. */
    PlannedRun plan(MigrationPlan plan, DatabaseState state) {
        return plan(plan, state.unfinished(), state.newEnumValuesUsable());
    }

    /** Plans a script, for a server of any version. */
    PlannedRun planScript(MigrationPlan plan) {
        return plan(plan, List.of(), false);
    }

    /** Refuses a plan with a revision in a format that cannot be run, before anything is locked or written. */
    void requireRunnable(MigrationPlan plan) {
        plan.steps().stream()
                .filter(step -> step.direction() != Direction.STAMP)
                .forEach(step -> bodies.requireRunnable(context.scripts().script(step.revision())));
    }

    private PlannedRun plan(MigrationPlan plan, List<UnfinishedRevision> unfinished, boolean newEnumValuesUsable) {
        List<@Nullable StepBody> read = ConcurrentReading.read(plan.steps(), this::body);
        List<PlannedStep> steps = new ArrayList<>(read.size());
        for (int i = 0; i < read.size(); i++) {
            MigrationStep step = plan.steps().get(i);
            steps.add(new PlannedStep(step, read.get(i), 0, false, timeouts(step), resumed(step, unfinished)));
        }
        PlannedRun run = new PlannedRun(
                plan.from(),
                plan.to(),
                steps,
                HalfWayRows.settled(context, plan, unfinished),
                plan.purge() && !plan.from().isEmpty(),
                newEnumValuesUsable);
        return divided(run, Set.of());
    }

    /**
     * The run with its steps divided into transactions.
     *
     * @param ends indexes of steps to commit after, whatever the mode
     */
    PlannedRun divided(PlannedRun run, Set<Integer> ends) {
        TransactionPlan transactions = new TransactionPlan(mode, run.newEnumValuesUsable());
        List<PlannedStep> steps = new ArrayList<>(run.steps().size());
        for (int i = 0; i < run.steps().size(); i++) {
            PlannedStep step = run.steps().get(i);
            StepBody body = step.body();
            boolean last = i == run.steps().size() - 1;
            TransactionPlan.Slot slot =
                    transactions.next(body == null ? List.of() : body.parts(), last || ends.contains(i));
            steps.add(step.in(slot.transaction(), ends.contains(i)));
        }
        return new PlannedRun(run.from(), run.to(), steps, run.settled(), run.purge(), run.newEnumValuesUsable());
    }

    private RevisionTimeouts timeouts(MigrationStep step) {
        return step.direction() == Direction.STAMP
                ? RevisionTimeouts.CONFIGURED
                : context.scripts().script(step.revision()).header().timeouts();
    }

    /**
     * What is left of a run after a failure: the steps that were planned, for relative targets are not resolved anew.
     *
     * @param committed how many of its steps are done
     * @param state what the database says now
     */
    PlannedRun rest(PlannedRun run, int committed, DatabaseState state) {
        List<PlannedStep> steps = run.steps().stream()
                .skip(committed)
                .map(step -> step.again(resumed(step.step(), state.unfinished())))
                .toList();
        return new PlannedRun(
                state.heads(),
                run.to(),
                steps,
                run.settled(),
                run.purge() && committed == 0,
                run.newEnumValuesUsable());
    }

    private @Nullable StepBody body(MigrationStep step) {
        if (step.direction() == Direction.STAMP) {
            return null;
        }
        StepBody body = bodies.of(context.scripts().script(step.revision()), step.direction());
        if (context.config().historyTable() == null) {
            refuseUnrecordedProgress(step.revision(), body);
        }
        return body;
    }

    private static void refuseUnrecordedProgress(String revision, StepBody body) {
        int alone = body.parts().stream()
                .filter(StatementPart::autocommit)
                .mapToInt(StatementPart::statements)
                .sum();
        if (alone > 1) {
            throw new ConfigException(
                    "Revision " + revision + " has " + alone + " autocommit statements, whose progress is kept in the"
                            + " history, but history-table is null. Set a history table, or split the revision.",
                    body.place());
        }
    }

    private static @Nullable UnfinishedRevision resumed(MigrationStep step, List<UnfinishedRevision> unfinished) {
        if (unfinished.isEmpty()) {
            return null;
        }
        return unfinished.stream()
                .filter(left -> left.revision().equals(step.revision()) && isDirection(left, step.direction()))
                .findFirst()
                .orElse(null);
    }

    private static boolean isDirection(UnfinishedRevision left, Direction direction) {
        return left.direction().equals(direction.name().toLowerCase(Locale.ROOT));
    }

    /** The plan of the request from the given heads; what was left half-way comes first. */
    MigrationPlan graphPlan(List<String> heads, List<UnfinishedRevision> unfinished) {
        MigrationRequest request = context.request();
        if (request.command() == MigrationRequest.Command.STAMP || unfinished.isEmpty()) {
            return graphPlan(heads);
        }
        List<MigrationStep> steps = new ArrayList<>();
        List<String> reached = heads;
        for (UnfinishedRevision left : unfinished) {
            MigrationStep step = finishing(left, reached);
            steps.add(step);
            reached = step.headsAfter();
        }
        MigrationPlan wanted = graphPlan(heads);
        if (wanted.to().equals(reached)) {
            return new MigrationPlan(heads, reached, steps, false);
        }
        steps.addAll(towards(wanted, reached));
        return new MigrationPlan(heads, steps.get(steps.size() - 1).headsAfter(), steps, false);
    }

    /**
     * What is left of the wanted plan after half-way revisions were finished. The target was resolved from the rows, since
     * a relative one means what it meant when the command failed.
     */
    private List<MigrationStep> towards(MigrationPlan wanted, List<String> reached) {
        List<MigrationStep> rest = new ArrayList<>();
        List<String> at = reached;
        RevisionGraph graph = context.scripts().graph();
        for (MigrationStep step : wanted.steps()) {
            if (graph.isNext(at, step.direction(), step.revision())) {
                MigrationStep next = graph.planStep(at, step.direction(), step.revision());
                rest.add(next);
                at = next.headsAfter();
            }
        }
        return rest;
    }

    /** The plan of the request without a database: from given heads, from those of a range, or from base. */
    MigrationPlan offlineGraphPlan() {
        MigrationRequest request = context.request();
        if (request.from() != null) {
            return graphPlan(request.from());
        }
        RevisionGraph graph = context.scripts().graph();
        return switch (request.command()) {
            case UPGRADE -> graph.planOfflineUpgrade(request.targets().get(0));
            case DOWNGRADE -> graph.planOfflineDowngrade(request.targets().get(0));
            case STAMP -> graph.planOfflineStamp(request.targets(), request.purge());
        };
    }

    /** Refuses targets that no state of the database could make good, before it is asked. */
    void checkTargets() {
        MigrationRequest request = context.request();
        RevisionGraph graph = context.scripts().graph();
        switch (request.command()) {
            case UPGRADE -> graph.checkUpgrade(request.targets().get(0));
            case DOWNGRADE -> graph.checkDowngrade(request.targets().get(0));
            case STAMP -> graph.checkStamp(request.targets());
        }
    }

    private MigrationPlan graphPlan(List<String> heads) {
        MigrationRequest request = context.request();
        RevisionGraph graph = context.scripts().graph();
        return switch (request.command()) {
            case UPGRADE -> graph.planUpgrade(heads, request.targets().get(0));
            case DOWNGRADE -> graph.planDowngrade(heads, request.targets().get(0));
            case STAMP -> graph.planStamp(heads, request.targets(), request.purge());
        };
    }

    private MigrationStep finishing(UnfinishedRevision left, List<String> heads) {
        Direction wanted = context.request().command() == MigrationRequest.Command.UPGRADE
                ? Direction.UPGRADE
                : Direction.DOWNGRADE;
        if (!isDirection(left, wanted)) {
            throw new InterruptedRevisionException(
                    "The " + left.direction() + " of revision " + left.revision()
                            + " was left half-way (statements begun: "
                            + left.statements() + "). Finish it first with \"" + left.direction()
                            + "\", or put the database right by hand and say with \"stamp\" where it stands.",
                    Place.ofRevision(left.revision()));
        }
        RevisionGraph graph = context.scripts().graph();
        if (!graph.contains(left.revision())) {
            throw new DatabaseAheadException(
                    "Revision " + left.revision() + ", left half-way, is not among the files; the database is ahead of"
                            + " them. Run the version of the application that knows it.",
                    Place.ofRevision(left.revision()));
        }
        return graph.planStep(heads, wanted, left.revision());
    }
}
