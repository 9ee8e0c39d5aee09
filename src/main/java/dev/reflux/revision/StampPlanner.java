package dev.reflux.revision;

import static dev.reflux.revision.Topology.BASE;

import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds the row changes of a stamp.
 *
 * <p>Follows Alembic's {@code _stamp_revs}. Alembic fails on a row that no file knows unless it purges; here such a row
 * cannot be placed in the graph and so gives way to whatever is stamped.
 */
final class StampPlanner {

    private final Topology topology;
    private final Resolver resolver;

    StampPlanner(Topology topology, Resolver resolver) {
        this.topology = topology;
        this.resolver = resolver;
    }

    MigrationPlan plan(CurrentHeads heads, List<String> targets, boolean purge) {
        PlanBuilder plan = new PlanBuilder(topology, heads, purge);
        List<Integer> known = purge ? List.of() : heads.known();
        List<String> unknown = purge ? List.of() : heads.unknown();
        Set<Integer> touched = touched(known, targets);
        Set<Integer> stamped = new LinkedHashSet<>(resolver.resolve(targets));
        if (stamped.isEmpty()) {
            stamped.add(BASE);
        }
        for (int revision : stamped) {
            if (revision == BASE) {
                touched.forEach(row -> plan.stampAway(topology.id(row), topology.node(row)));
            } else if (!touched.contains(revision) && !plan.rows().contains(topology.id(revision))) {
                plan.stamp(revision, replaced(revision, touched, unknown));
            }
        }
        unknown.stream().filter(plan.rows()::contains).toList().forEach(row -> plan.stampAway(row, null));
        return plan.build();
    }

    /** The rows on the branches that any of the targets names; for base, all. */
    private Set<Integer> touched(List<Integer> rows, List<String> targets) {
        Set<Integer> result = new LinkedHashSet<>();
        if (rows.isEmpty()) {
            return result;
        }
        for (String target : targets.isEmpty() ? List.of("base") : targets) {
            BitSet lineage = resolver.lineage(target, true);
            rows.stream().filter(lineage::get).forEach(result::add);
        }
        return result;
    }

    /** Where one of the rows is above or below the revision, all of them give way; else the revision is a new branch. */
    private List<String> replaced(int revision, Set<Integer> touched, List<String> unknown) {
        BitSet lineage = topology.all().lineage(Topology.setOf(revision));
        Stream<String> rows =
                touched.stream().anyMatch(lineage::get) ? touched.stream().map(topology::id) : Stream.empty();
        return Stream.concat(rows, unknown.stream()).toList();
    }
}
