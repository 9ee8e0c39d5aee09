package dev.reflux.revision;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Keeps the rows of the version table through a run: at any time the revisions that are applied and that no other
 * applied revision has as down revision or dependency.
 *
 * <p>Follows Alembic's {@code HeadMaintainer} where that holds to this rule; with a redundant {@code depends_on} Alembic
 * may leave a row behind that another row implies. Each step costs the edges of its revision.
 */
final class VersionRows {

    private final Topology topology;
    private final BitSet rows;
    private final int[] appliedAbove;

    /** Starts with the given rows; what is applied is they and all below them. */
    VersionRows(Topology topology, BitSet rows) {
        this.topology = topology;
        this.rows = (BitSet) rows.clone();
        this.appliedAbove = new int[topology.size()];
        topology.all().ancestors(rows).stream().forEach(i -> countBelow(i, 1));
    }

    private void countBelow(int revision, int change) {
        for (int parent : topology.all().down(revision)) {
            appliedAbove[parent] += change;
        }
    }

    /** The revision has been applied: rows directly below it give way to it. */
    List<VersionOp> upgrade(int revision) {
        List<String> covered = new ArrayList<>();
        for (int row : topology.all().down(revision)) {
            if (rows.get(row)) {
                rows.clear(row);
                covered.add(topology.id(row));
            }
        }
        rows.set(revision);
        countBelow(revision, 1);
        return replace(covered, topology.id(revision));
    }

    /** The rows give way to one: the last becomes it, the others go before. */
    static List<VersionOp> replace(List<String> covered, String id) {
        if (covered.isEmpty()) {
            return List.of(new VersionOp.Insert(id));
        }
        int last = covered.size() - 1;
        if (last == 0) {
            return List.of(new VersionOp.Update(covered.get(0), id));
        }
        List<VersionOp> ops = new ArrayList<>();
        covered.subList(0, last).stream().map(VersionOp.Delete::new).forEach(ops::add);
        ops.add(new VersionOp.Update(covered.get(last), id));
        return ops;
    }

    /** The revision is no longer applied: what nothing else holds down appears as a row. */
    List<VersionOp> downgrade(int revision) {
        countBelow(revision, -1);
        int[] exposed = IntStream.of(topology.all().down(revision))
                .filter(parent -> appliedAbove[parent] == 0 && !rows.get(parent))
                .toArray();
        rows.clear(revision);
        for (int row : exposed) {
            rows.set(row);
        }
        String id = topology.id(revision);
        if (exposed.length == 0) {
            return List.of(new VersionOp.Delete(id));
        }
        List<VersionOp> ops = new ArrayList<>();
        List<String> ids = topology.ids(exposed);
        int last = ids.size() - 1;
        ids.subList(0, last).stream().map(VersionOp.Insert::new).forEach(ops::add);
        ops.add(new VersionOp.Update(id, ids.get(last)));
        return ops;
    }
}
