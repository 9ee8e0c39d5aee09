package dev.reflux.revision;

import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Tells whether a stamp says where the database stands as to a revision that was left half-way.
 *
 * <p>It does when it names the revision or one of its down revisions; when it changes whether the revision counts as applied,
 * or takes away a down revision of it; and when it repeats rows above or below the revision that leave no step to be finished.
 * One of another branch does none of these.
 */
final class StampSettlement {

    private final Topology topology;
    private final Resolver resolver;

    StampSettlement(Topology topology, Resolver resolver) {
        this.topology = topology;
        this.resolver = resolver;
    }

    /**
     * How rows have a revision.
     *
     * @param applied whether it counts as applied
     * @param reached whether its down revisions do
     */
    private record Standing(boolean applied, boolean reached) {}

    /**
     * Whether the stamp settles the revision.
     *
     * @param before the rows before it
     * @param after the rows after it
     */
    boolean settles(BitSet before, BitSet after, List<String> targets, int revision) {
        Standing was = standing(before, revision);
        Standing is = standing(after, revision);
        boolean moved = was.applied() != is.applied() || (was.reached() && !is.reached());
        boolean decided = is.applied() || !is.reached();
        return moved || names(targets, revision) || (decided && touches(targets, revision));
    }

    private Standing standing(BitSet rows, int revision) {
        BitSet applied = topology.all().ancestors(rows);
        return new Standing(
                applied.get(revision),
                IntStream.of(topology.versioned().down(revision)).allMatch(applied::get));
    }

    /** Whether the targets name it, one of its down revisions, or, where it has none, the base of its branch. */
    private boolean names(List<String> targets, int revision) {
        int[] parents = topology.versioned().down(revision);
        if (parents.length == 0
                && StampPlanner.orBase(targets).stream()
                        .anyMatch(target -> isBase(target) && touches(target, revision))) {
            return true;
        }
        BitSet named = UpgradePlanner.set(resolver.resolve(targets));
        return named.get(revision) || IntStream.of(parents).anyMatch(named::get);
    }

    private boolean touches(List<String> targets, int revision) {
        return StampPlanner.orBase(targets).stream().anyMatch(target -> touches(target, revision));
    }

    private boolean touches(String target, int revision) {
        BitSet lineage = isBase(target)
                ? resolver.lineage(target, true)
                : topology.all().lineage(UpgradePlanner.set(resolver.resolve(target)));
        return lineage.get(revision);
    }

    private boolean isBase(String target) {
        return resolver.resolve(target).isEmpty();
    }
}
