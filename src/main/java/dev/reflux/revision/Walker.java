package dev.reflux.revision;

import static dev.reflux.revision.Topology.BASE;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Counts revisions up or down from a start, along down revisions only, and refuses to choose at a fork.
 *
 * <p>Follows Alembic's {@code RevisionMap._walk}, but there is nothing below base: Alembic goes on at the heads.
 */
final class Walker {

    private final Topology topology;

    Walker(Topology topology) {
        this.topology = topology;
    }

    /**
     * Where a walk ended.
     *
     * @param at the last revision reached, or {@link Topology#BASE}
     * @param complete whether all steps could be made
     */
    record Walk(int at, boolean complete) {}

    /** Walks up; where a lineage is given, only to its members. */
    Walk up(int start, int steps, @Nullable BitSet lineage, String target) {
        int at = start;
        for (int i = 0; i < steps; i++) {
            int[] children =
                    at == BASE ? topology.bases() : topology.versioned().up(at);
            if (lineage != null) {
                children = IntStream.of(children).filter(lineage::get).toArray();
            }
            if (children.length == 0) {
                return new Walk(at, false);
            }
            at = single(children, "above " + place(at), target);
        }
        return new Walk(at, true);
    }

    /** Walks down. */
    Walk down(int start, int steps, String target) {
        if (start == BASE && steps > 0) {
            refuseSeveralHeads(target);
        }
        int at = start;
        for (int i = 0; i < steps; i++) {
            if (at == BASE) {
                return new Walk(BASE, false);
            }
            int[] parents = topology.versioned().down(at);
            at = parents.length == 0 ? BASE : single(parents, "below " + place(at), target);
        }
        return new Walk(at, true);
    }

    private void refuseSeveralHeads(String target) {
        int[] heads = topology.heads();
        if (heads.length > 1) {
            single(heads, "nothing is below base, and to count from its top", target);
        }
    }

    private int single(int[] choices, String where, String target) {
        if (choices.length > 1) {
            List<String> ids = Arrays.stream(choices).mapToObj(topology::id).toList();
            throw GraphErrors.ambiguousWalk(target, where, ids);
        }
        return choices[0];
    }

    private String place(int revision) {
        return revision == BASE ? "base" : NameRules.shown(topology.id(revision));
    }
}
