package dev.reflux.revision;

import java.util.BitSet;
import java.util.stream.IntStream;

/** What rows of the version table imply. */
final class CurrentState {

    private CurrentState() {}

    /**
     * Applied revisions without an applied child, newest first: the rows, and the heads of branches that are applied
     * only because a row depends on them.
     *
     * <p>Follows Alembic's {@code _get_all_current}.
     */
    static int[] branchHeads(Topology topology, BitSet rows) {
        BitSet applied = topology.all().ancestors(rows);
        return IntStream.of(Topology.newestFirst(applied))
                .filter(i -> IntStream.of(topology.versioned().up(i)).noneMatch(applied::get))
                .toArray();
    }
}
