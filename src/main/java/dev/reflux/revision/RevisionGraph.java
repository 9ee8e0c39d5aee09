package dev.reflux.revision;

import dev.reflux.error.DatabaseAheadException;
import dev.reflux.error.RevisionGraphException;
import dev.reflux.error.RevisionGraphException.Kind;
import dev.reflux.error.UsageException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * All revisions, checked, with the questions that commands ask of them.
 *
 * <p>Immutable and safe for use by any number of threads. Every answer costs at most time linear in revisions and edges.
 * Where a method takes current heads, these are the rows of the version table in any order, matched by exact id.
 *
 * <p>Methods that read a target throw {@link RevisionGraphException} when it does not name what they need, and
 * {@link UsageException} when it is not a target at all. Nothing here touches a database, so an error leaves all as it
 * was.
 *
 * <p>Follows Alembic's {@code alembic.script.revision.RevisionMap} and {@code ScriptDirectory}. Differences on purpose: a
 * cycle, a missing parent or a duplicate id is always an error; text after a relative target is refused; {@code -N} from
 * several current heads is refused; rows are always the maximal applied revisions.
 */
public final class RevisionGraph {

    private final Topology topology;
    private final Names names;
    private final BranchLabels labels;
    private final Resolver resolver;
    private final UpgradePlanner upgrades;
    private final DowngradePlanner downgrades;

    private RevisionGraph(GraphBuilder.Built built) {
        this.topology = built.topology();
        this.names = built.names();
        this.labels = BranchLabels.of(topology, names.hasLabels());
        this.resolver = new Resolver(topology, names, labels);
        this.upgrades = new UpgradePlanner(topology, names, resolver);
        this.downgrades = new DowngradePlanner(topology, names, resolver);
    }

    /**
     * Checks the revisions and builds the graph.
     *
     * @param nodes in file order, which decides between branches where the edges do not
     * @throws RevisionGraphException SELF_LOOP, DEPENDENCY_SELF_LOOP, INVALID_REVISION_ID, DUPLICATE_REVISION,
     *     DUPLICATE_BRANCH_LABEL, MISSING_REVISION, CYCLE or DEPENDENCY_CYCLE; the message names all files at fault (up
     *     to a limit), the kind is that of the first fault
     */
    public static RevisionGraph of(List<RevisionNode> nodes) {
        return new RevisionGraph(GraphBuilder.build(List.copyOf(nodes)));
    }

    /**
     * The revision with exactly this id.
     *
     * @throws RevisionGraphException NOT_FOUND
     */
    public RevisionNode node(String id) {
        return topology.node(number(id));
    }

    /** The place in file order, from 0, of the revision with exactly this id; -1 when there is none. */
    public int indexOf(String id) {
        Integer index = names.index(id);
        return index == null ? -1 : index;
    }

    /** Whether a revision has exactly this id. */
    public boolean contains(String id) {
        return names.index(id) != null;
    }

    private int number(String id) {
        Integer number = names.id(id);
        if (number == null) {
            throw GraphErrors.notFound(id);
        }
        return number;
    }

    /** All revisions, in file order. */
    public List<RevisionNode> nodes() {
        return nodes(topology.fileOrder());
    }

    private List<RevisionNode> nodes(int[] revisions) {
        return Arrays.stream(revisions).mapToObj(topology::node).toList();
    }

    /** Revisions that no other names as down revision, in file order. */
    public List<RevisionNode> heads() {
        return nodes(topology.heads());
    }

    /** Revisions that no other names as down revision or dependency, in file order: the rows after a full upgrade. */
    public List<RevisionNode> effectiveHeads() {
        return nodes(topology.effectiveHeads());
    }

    /** Revisions without a down revision, in file order. */
    public List<RevisionNode> bases() {
        return nodes(topology.bases());
    }

    /** Revisions without a down revision and without a dependency, in file order. */
    public List<RevisionNode> effectiveBases() {
        return nodes(topology.effectiveBases());
    }

    /** Revisions with more than one child, newest first. */
    public List<BranchPoint> branchPoints() {
        List<BranchPoint> result = new ArrayList<>();
        for (int i = topology.size() - 1; i >= 0; i--) {
            int[] children = topology.versioned().up(i);
            if (children.length > 1) {
                result.add(new BranchPoint(topology.node(i), nodes(children)));
            }
        }
        return List.copyOf(result);
    }

    /** Revisions with more than one down revision, newest first. */
    public List<RevisionNode> mergePoints() {
        List<RevisionNode> result = new ArrayList<>();
        for (int i = topology.size() - 1; i >= 0; i--) {
            if (topology.versioned().down(i).length > 1) {
                result.add(topology.node(i));
            }
        }
        return List.copyOf(result);
    }

    /**
     * The revision with exactly this id and its place in the graph.
     *
     * @throws RevisionGraphException NOT_FOUND
     */
    public RevisionDetails details(String id) {
        int number = number(id);
        Topology.Edges versioned = topology.versioned();
        return new RevisionDetails(
                topology.node(number),
                topology.ids(topology.dependencies(number)),
                labels.of(number),
                topology.ids(versioned.up(number)),
                versioned.up(number).length == 0,
                topology.all().up(number).length == 0,
                versioned.down(number).length == 0,
                versioned.up(number).length > 1,
                versioned.down(number).length > 1);
    }

    /**
     * Labels of the revision with exactly this id after they have spread, sorted.
     *
     * @throws RevisionGraphException NOT_FOUND
     */
    public List<String> effectiveLabels(String id) {
        return labels.of(number(id));
    }

    /**
     * The revisions that targets name, in the order of the targets; none for base. {@code -N} counts down from each
     * effective head. Follows Alembic's {@code get_revisions}.
     */
    public List<RevisionNode> resolve(String... targets) {
        return resolver.resolve(Arrays.asList(targets)).stream()
                .map(topology::node)
                .toList();
    }

    /**
     * The single revision that a target names, or null for base. Follows Alembic's {@code get_revision}.
     *
     * @throws RevisionGraphException MULTIPLE_HEADS when it names several, and as for all targets
     */
    public @Nullable RevisionNode resolveOne(String target) {
        int revision = resolver.resolveOne(target);
        return revision == Topology.BASE ? null : topology.node(revision);
    }

    /**
     * The revisions of a range, newest first.
     *
     * @param range {@code START:END}, either side empty for base and heads; both sides included, {@code current} stands
     *     for the current heads; null for all revisions
     * @param currentHeads read only where the range says {@code current}
     * @throws DatabaseAheadException when {@code current} is asked for and a row is unknown
     */
    public List<RevisionNode> history(@Nullable String range, Collection<String> currentHeads) {
        return nodes(historyQuery().revisions(range, rows(currentHeads)));
    }

    /** Fails as {@link #history} does where it would fail for any current heads, so that none need be asked for. */
    public void checkHistory(@Nullable String range) {
        historyQuery().check(range);
    }

    private HistoryQuery historyQuery() {
        return new HistoryQuery(topology, names, resolver, labels, upgrades);
    }

    private CurrentHeads rows(Collection<String> currentHeads) {
        return CurrentHeads.of(currentHeads, names);
    }

    /** The current heads that no revision has as its id, sorted; the database is ahead of the files when there are any. */
    public List<String> unknownHeads(Collection<String> currentHeads) {
        return rows(currentHeads).unknown();
    }

    /** Sentences that name the unknown ones of the current heads, of which there must be some, with what they may mean. */
    public String describeUnknown(Collection<String> currentHeads) {
        CurrentHeads heads = rows(currentHeads);
        return GraphErrors.unknownRows(heads.unknown(), heads.beginnings());
    }

    /**
     * The current heads and the heads of branches that they imply through dependencies, newest first.
     *
     * @throws DatabaseAheadException when a row is unknown
     */
    public List<RevisionNode> currentRevisions(Collection<String> currentHeads) {
        return nodes(
                CurrentState.branchHeads(topology, rows(currentHeads).allKnown().set()));
    }

    /**
     * Ids of all revisions that are applied: the current heads and all below them, dependencies included. In no order.
     *
     * @throws DatabaseAheadException when a row is unknown
     */
    public Set<String> applied(Collection<String> currentHeads) {
        return appliedNumbers(currentHeads).stream().mapToObj(topology::id).collect(Collectors.toUnmodifiableSet());
    }

    private BitSet appliedNumbers(Collection<String> currentHeads) {
        return topology.all().ancestors(rows(currentHeads).allKnown().set());
    }

    /**
     * Whether all revisions are applied. Alembic's {@code current --check-heads} compares rows with heads, and so never
     * holds when a head is only a dependency of another; here such a head counts as reached.
     *
     * @throws DatabaseAheadException when a row is unknown
     */
    public boolean atHead(Collection<String> currentHeads) {
        return appliedNumbers(currentHeads).cardinality() == topology.size();
    }

    /**
     * Plans an upgrade.
     *
     * @param target any target but a range; {@code +N} counts from the current heads
     * @return steps for what is not applied yet, oldest first, one branch after the other; none when the target is
     *     reached
     * @throws RevisionGraphException also RANGE_NOT_ALLOWED; OVERLAPPING_HEADS when one row or target is below another;
     *     VERSION_ROW_MISMATCH when a row that must change is there twice
     * @throws DatabaseAheadException when a row is unknown
     */
    public MigrationPlan planUpgrade(Collection<String> currentHeads, String target) {
        refuseRange(target);
        return upgrades.plan(rows(currentHeads), target);
    }

    /** Plans an upgrade to several absolute targets. Else as {@link #planUpgrade(Collection, String)}. */
    public MigrationPlan planUpgrade(Collection<String> currentHeads, List<String> targets) {
        return upgrades.plan(rows(currentHeads), targets);
    }

    /** Fails as {@link #planUpgrade(Collection, String)} does where it would fail for any current heads. */
    public void checkUpgrade(String target) {
        refuseRange(target);
        upgrades.check(target);
    }

    /**
     * Plans a downgrade.
     *
     * @param target the revision to stay at, not a range; {@code -N} counts from the single current head,
     *     {@code label@TARGET} takes only that branch down
     * @return steps newest first; with those on other branches that depend on a revision that goes
     * @throws RevisionGraphException also RANGE_NOT_ALLOWED; RANGE_NOT_ANCESTOR when the target is not applied;
     *     INVALID_DOWNGRADE_TARGET when the branch does not go through the target; AMBIGUOUS_WALK for {@code -N} with
     *     several current heads
     * @throws DatabaseAheadException when a row is unknown
     */
    public MigrationPlan planDowngrade(Collection<String> currentHeads, String target) {
        refuseRange(target);
        return downgrades.plan(rows(currentHeads), target);
    }

    /** Fails as {@link #planDowngrade} does where it would fail for any current heads. */
    public void checkDowngrade(String target) {
        refuseRange(target);
        downgrades.check(target);
    }

    /**
     * Whether a revision can be taken up or down as the very next step from the given rows.
     *
     * @param direction upgrade or downgrade
     * @param id full id of the revision
     */
    public boolean isNext(Collection<String> currentHeads, Direction direction, String id) {
        return new SingleStepPlanner(topology).isNext(rows(currentHeads), direction, number(id));
    }

    /**
     * Plans the one step that finishes a revision which was left half-way.
     *
     * @param direction upgrade or downgrade
     * @param id full id of the revision
     * @throws dev.reflux.error.InterruptedRevisionException when the rows no longer allow just that step
     */
    public MigrationStep planStep(Collection<String> currentHeads, Direction direction, String id) {
        return new SingleStepPlanner(topology).plan(rows(currentHeads), direction, number(id));
    }

    /**
     * Plans a stamp: rows change, nothing runs.
     *
     * <p>A row that no file knows cannot be placed in the graph and gives way to the first revision stamped, so that a
     * stamp repairs a database that is ahead of the files; {@code purge} replaces all rows, known or not.
     *
     * @param targets absolute targets; none or {@code base} removes the rows
     */
    public MigrationPlan planStamp(Collection<String> currentHeads, List<String> targets, boolean purge) {
        return new StampPlanner(topology, resolver).plan(rows(currentHeads), targets, purge);
    }

    /**
     * Whether a stamp says where the database stands as to a revision that was left half-way: its targets name the revision
     * or one of its down revisions (base, where it has none), or its rows decide whether the revision is applied. One of
     * another branch says nothing.
     *
     * @param plan the stamp as {@link #planStamp} planned it
     * @param targets its targets
     * @param id full id of the revision
     */
    public boolean stampSettles(MigrationPlan plan, List<String> targets, String id) {
        return new StampSettlement(topology, resolver)
                .settles(rows(plan.from()).set(), rows(plan.to()).set(), targets, number(id));
    }

    /** Fails as {@link #planStamp} does where it would fail for any current heads. */
    public void checkStamp(List<String> targets) {
        new StampPlanner(topology, resolver).check(targets);
    }

    private static void refuseRange(String target) {
        if (TargetRange.is(target)) {
            throw new RevisionGraphException(
                    Kind.RANGE_NOT_ALLOWED,
                    "Range " + NameRules.shown(target) + " is for scripts and dry runs. Where a database is asked for"
                            + " its heads, name the target alone.");
        }
    }

    /**
     * Plans an upgrade for a script.
     *
     * @param target a target, to start from base, or {@code START:TARGET}; an empty side means base and heads
     */
    public MigrationPlan planOfflineUpgrade(String target) {
        if (!TargetRange.is(target)) {
            return upgrades.plan(rows(List.of()), target);
        }
        TargetRange range = TargetRange.parse(target);
        return upgrades.plan(startAt(range.startOr("base")), range.endOr("heads"));
    }

    /**
     * Plans a downgrade for a script.
     *
     * @param target {@code START:TARGET}; an empty side means all effective heads and base
     * @throws RevisionGraphException also RANGE_REQUIRED when there is no start
     */
    public MigrationPlan planOfflineDowngrade(String target) {
        if (!TargetRange.is(target)) {
            throw new RevisionGraphException(
                    Kind.RANGE_REQUIRED,
                    "A downgrade without a database needs its start: write START:TARGET, not " + NameRules.shown(target)
                            + ".");
        }
        TargetRange range = TargetRange.parse(target);
        CurrentHeads start =
                range.start().isEmpty() ? rows(topology.ids(topology.effectiveHeads())) : startAt(range.start());
        return downgrades.plan(start, range.endOr("base"));
    }

    /**
     * Plans a stamp for a script.
     *
     * @param targets targets, or {@code START:TARGET} with the same start wherever there is one
     * @throws RevisionGraphException also PURGE_OFFLINE; SINGLE_START_REQUIRED when starts differ
     */
    public MigrationPlan planOfflineStamp(List<String> targets, boolean purge) {
        if (purge) {
            throw new RevisionGraphException(
                    Kind.PURGE_OFFLINE,
                    "A script cannot purge rows that it has not seen. Leave out --purge, or give the start as"
                            + " START:TARGET.");
        }
        Set<String> starts = new LinkedHashSet<>();
        List<String> ends = new ArrayList<>();
        for (String target : targets) {
            TargetRange range = TargetRange.is(target) ? TargetRange.parse(target) : null;
            ends.add(range == null ? target : range.end());
            if (range != null) {
                starts.add(range.startOr("base"));
            }
        }
        if (starts.size() > 1) {
            throw new RevisionGraphException(
                    Kind.SINGLE_START_REQUIRED,
                    "The targets start from different revisions: " + GraphErrors.list(starts)
                            + ". A script for a stamp has one start.");
        }
        CurrentHeads start =
                startAt(starts.isEmpty() ? "base" : starts.iterator().next());
        return new StampPlanner(topology, resolver).plan(start, ends, false);
    }

    private CurrentHeads startAt(String target) {
        int start = resolver.resolveOne(target);
        return rows(start == Topology.BASE ? List.of() : List.of(topology.id(start)));
    }

    /**
     * Finds the place of a revision that is about to be written.
     *
     * @throws RevisionGraphException also INVALID_REVISION_ID, DUPLICATE_REVISION and DUPLICATE_BRANCH_LABEL; NOT_A_HEAD
     *     when a head has children and {@code splice} is off; MULTIPLE_HEADS
     */
    public Placement place(NewRevision revision) {
        return new RevisionPlacer(topology, names, resolver, labels).place(revision);
    }
}
