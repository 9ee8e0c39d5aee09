package dev.reflux.revision;

import static dev.reflux.revision.Topology.BASE;

import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the way up.
 *
 * <p>Follows Alembic's {@code _parse_upgrade_target} and {@code _collect_upgrade_revisions}.
 */
final class UpgradePlanner {

    private final Topology topology;
    private final Names names;
    private final Resolver resolver;
    private final Walker walker;

    UpgradePlanner(Topology topology, Names names, Resolver resolver) {
        this.topology = topology;
        this.names = names;
        this.resolver = resolver;
        this.walker = new Walker(topology);
    }

    MigrationPlan plan(CurrentHeads heads, String target) {
        return plan(heads, targets(target, () -> heads.allKnown().known(), false));
    }

    MigrationPlan plan(CurrentHeads heads, Collection<String> targets) {
        return plan(heads, resolver.resolve(targets));
    }

    private MigrationPlan plan(CurrentHeads heads, List<Integer> targets) {
        BitSet wanted = set(targets);
        refuseOverlap("The targets", wanted);
        BitSet rows = heads.allKnown().set();
        BitSet overlapping = topology.overlapping(rows);
        if (!overlapping.isEmpty()) {
            throw GraphErrors.overlappingRows(ids(overlapping), heads.ids());
        }
        BitSet needed = topology.all().ancestors(wanted);
        needed.andNot(topology.all().ancestors(rows));
        PlanBuilder plan = new PlanBuilder(topology, heads, false);
        VersionRows versionRows = new VersionRows(topology, rows);
        needed.stream().forEach(revision -> plan.upgrade(revision, versionRows.upgrade(revision)));
        return plan.build();
    }

    /** Refuses a target that leads nowhere, whatever the current heads are. */
    void check(String target) {
        Optional<RelativeTarget> parsed = RelativeTarget.parse(target, names);
        if (parsed.isPresent() && parsed.get().fromCurrent() && parsed.get().steps() > 0) {
            resolver.checkBranch(parsed.get());
        } else {
            refuseOverlap("The targets", set(targets(target, List::of, false)));
        }
    }

    /** Refuses revisions of which one is below another. */
    void refuseOverlap(String what, BitSet revisions) {
        BitSet overlapping = topology.overlapping(revisions);
        if (!overlapping.isEmpty()) {
            throw GraphErrors.overlapping(what, ids(overlapping), ids(revisions));
        }
    }

    private List<String> ids(BitSet revisions) {
        return topology.ids(revisions.stream().toArray());
    }

    static BitSet set(List<Integer> revisions) {
        return Topology.setOf(revisions.stream().mapToInt(Integer::intValue).toArray());
    }

    /**
     * The revisions to reach.
     *
     * @param current what {@code +N} counts from; asked for only then
     * @param clamp whether to stay at the end of the graph where a walk leads past it, and not fail
     */
    List<Integer> targets(String target, Supplier<List<Integer>> current, boolean clamp) {
        Optional<RelativeTarget> parsed = RelativeTarget.parse(target, names);
        if (parsed.isEmpty()) {
            return resolver.resolve(target);
        }
        Walker.Walk walk = walk(target, parsed.get(), current);
        if (!clamp && (!walk.complete() || walk.at() == BASE)) {
            throw GraphErrors.outOfRange(target);
        }
        return walk.at() == BASE ? List.of() : List.of(walk.at());
    }

    private Walker.Walk walk(String target, RelativeTarget relative, Supplier<List<Integer>> current) {
        String label = relative.label();
        String symbol = relative.symbol();
        if (relative.steps() > 0) {
            int start = symbol == null ? start(target, label, current.get()) : resolver.resolveOne(symbol);
            return walker.up(start, relative.steps(), label == null ? null : resolver.lineage(label, false), target);
        }
        if (symbol == null) {
            throw GraphErrors.outOfRange(target);
        }
        int start = resolver.resolveOne(label == null ? symbol : label + "@" + symbol);
        return walker.down(start, -relative.steps(), target);
    }

    private int start(String target, @Nullable String label, List<Integer> current) {
        int[] starts = current.stream().mapToInt(Integer::intValue).toArray();
        if (label != null) {
            starts = onBranch(starts, resolver.lineage(label, false));
        }
        if (starts.length > 1) {
            throw GraphErrors.ambiguousWalk(target, "to start from", topology.ids(starts));
        }
        return starts.length == 0 ? BASE : starts[0];
    }

    /** The current heads on the branch, or where none is, the highest applied revisions that the branch goes through. */
    private int[] onBranch(int[] current, BitSet lineage) {
        int[] heads = IntStream.of(current).filter(lineage::get).toArray();
        if (heads.length > 0) {
            return heads;
        }
        BitSet active = topology.all().ancestors(Topology.setOf(current));
        active.and(lineage);
        BitSet tips = (BitSet) active.clone();
        active.stream().forEach(i -> {
            for (int parent : topology.normalizedDown(i)) {
                tips.clear(parent);
            }
        });
        return tips.stream().toArray();
    }
}
