package dev.reflux.revision;

import dev.reflux.error.InterruptedRevisionException;
import dev.reflux.error.Place;
import java.util.BitSet;
import java.util.stream.IntStream;

/** Plans the one step that finishes a revision which was left half-way. */
final class SingleStepPlanner {

    private final Topology topology;

    SingleStepPlanner(Topology topology) {
        this.topology = topology;
    }

    /** Whether the step is the next one that the rows allow. */
    boolean isNext(CurrentHeads heads, Direction direction, int revision) {
        if (direction == Direction.DOWNGRADE) {
            return heads.set().get(revision);
        }
        BitSet applied = topology.all().ancestors(heads.set());
        return !applied.get(revision)
                && IntStream.of(topology.all().down(revision)).allMatch(applied::get);
    }

    MigrationStep plan(CurrentHeads heads, Direction direction, int revision) {
        if (!isNext(heads, direction, revision)) {
            String id = topology.id(revision);
            throw new InterruptedRevisionException(
                    "Revision " + id + " was left half-way, but the version table has moved since: it holds "
                            + heads.ids() + ". Put the database right by hand, then stamp " + id + " or its parent.",
                    Place.ofRevision(id));
        }
        VersionRows rows = new VersionRows(topology, heads.set());
        PlanBuilder plan = new PlanBuilder(topology, heads, false);
        if (direction == Direction.UPGRADE) {
            plan.upgrade(revision, rows.upgrade(revision));
        } else {
            plan.downgrade(revision, rows.downgrade(revision));
        }
        return plan.build().steps().get(0);
    }
}
