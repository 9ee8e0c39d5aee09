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
        BitSet related = topology.all().lineage(UpgradePlanner.set(List.copyOf(touched)));
        Set<Integer> stamped = new LinkedHashSet<>(resolver.resolve(targets));
        if (stamped.isEmpty()) {
            stamped.add(BASE);
        }
        for (int revision : stamped) {
            if (revision == BASE) {
                touched.forEach(row -> plan.stampAway(topology.id(row), topology.node(row)));
            } else if (!touched.contains(revision) && !plan.rows().contains(topology.id(revision))) {
                plan.stamp(revision, replaced(related.get(revision) ? touched : Set.of(), unknown));
            }
        }
        unknown.stream().filter(plan.rows()::contains).toList().forEach(row -> plan.stampAway(row, null));
        return plan.build();
    }

    /** Refuses targets that lead nowhere, whatever the rows are; {@code -N} leads somewhere only without rows. */
    void check(List<String> targets) {
        targets.stream().filter(target -> !resolver.isBelowHeads(target)).forEach(resolver::resolve);
    }

    /** No target at all is base. */
    static List<String> orBase(List<String> targets) {
        return targets.isEmpty() ? List.of("base") : targets;
    }

    /** The rows on the branches that any of the targets names; for base, all. */
    private Set<Integer> touched(List<Integer> rows, List<String> targets) {
        Set<Integer> result = new LinkedHashSet<>();
        if (rows.isEmpty()) {
            return result;
        }
        for (String target : orBase(targets)) {
            BitSet lineage = resolver.lineage(target, true);
            rows.stream().filter(lineage::get).forEach(result::add);
        }
        return result;
    }

    /** Where one of the rows is above or below a revision, all of them give way to it; else it is a new branch. */
    private List<String> replaced(Set<Integer> touched, List<String> unknown) {
        return Stream.concat(touched.stream().map(topology::id), unknown.stream())
                .toList();
    }
}
