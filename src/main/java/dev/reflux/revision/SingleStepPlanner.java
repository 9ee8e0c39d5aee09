package dev.reflux.revision;

import dev.reflux.error.InterruptedRevisionException;
import dev.reflux.error.Place;
import java.util.BitSet;
import java.util.List;
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
            throw moved(heads, revision);
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

    private InterruptedRevisionException moved(CurrentHeads heads, int revision) {
        String id = topology.id(revision);
        return new InterruptedRevisionException(
                "Revision " + id + " was left half-way, but the version table has moved since: it holds " + heads.ids()
                        + ". Put the database right by hand, then stamp where the branch of " + id + " stands: "
                        + waysOut(heads, id, revision) + ".",
                Place.ofRevision(id));
    }

    /** A stamp of the revision itself would take back rows above it. */
    private String waysOut(CurrentHeads heads, String id, int revision) {
        BitSet above = topology.all().descendants(Topology.setOf(revision));
        List<String> rows =
                heads.known().stream().filter(above::get).map(topology::id).toList();
        return rows.isEmpty()
                ? "at " + id + ", at what comes below it, or, with \"stamp " + id + "@base\", at nothing"
                : "with the rows as they are, \"stamp " + String.join(" ", rows) + "\"";
    }
}
