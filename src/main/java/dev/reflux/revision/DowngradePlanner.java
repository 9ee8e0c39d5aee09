package dev.reflux.revision;

import static dev.reflux.revision.Topology.BASE;

import dev.reflux.error.RevisionGraphException;
import dev.reflux.error.RevisionGraphException.Kind;
import dev.reflux.revision.Walker.Walk;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the way down.
 *
 * <p>Follows Alembic's {@code _parse_downgrade_target} and {@code _collect_downgrade_revisions}, but {@code -N} with
 * several current heads is refused, where Alembic takes the first row, and a branch that does not exist always is.
 */
final class DowngradePlanner {

    private final Topology topology;
    private final Names names;
    private final Resolver resolver;
    private final Walker walker;

    DowngradePlanner(Topology topology, Names names, Resolver resolver) {
        this.topology = topology;
        this.names = names;
        this.resolver = resolver;
        this.walker = new Walker(topology);
    }

    /** The revision to stay at, and the branch that is meant where it has several children. */
    private record Target(@Nullable String label, int revision) {}

    MigrationPlan plan(CurrentHeads heads, String text) {
        Target target = parse(heads, text);
        BitSet roots = roots(target);
        BitSet rows = heads.allKnown().set();
        BitSet applied = topology.all().ancestors(rows);
        BitSet dropped = topology.all().descendants(roots);
        dropped.and(applied);
        if (target.revision() != BASE && dropped.isEmpty() && !rows.get(target.revision())) {
            throw notBelow(heads, text, applied.get(target.revision()));
        }
        PlanBuilder plan = new PlanBuilder(topology, heads, false);
        VersionRows versionRows = new VersionRows(topology, rows);
        for (int revision : Topology.newestFirst(dropped)) {
            plan.downgrade(revision, versionRows.downgrade(revision));
        }
        return plan.build();
    }

    /** Refuses a target that leads nowhere, whatever the current heads are. */
    void check(String text) {
        Optional<RelativeTarget> relative = RelativeTarget.parse(text, names);
        if (relative.isPresent()
                && relative.get().fromCurrent()
                && relative.get().steps() < 0) {
            resolver.checkBranch(relative.get());
        } else {
            roots(parse(CurrentHeads.of(List.of(), names), text));
        }
    }

    private static RevisionGraphException notBelow(CurrentHeads heads, String text, boolean applied) {
        String what = applied
                ? " is applied only because other revisions depend on it: no down revision leads to it from the current"
                        + " heads "
                : " is not below the current heads ";
        return new RevisionGraphException(
                Kind.RANGE_NOT_ANCESTOR,
                "Target " + NameRules.shown(text) + what + GraphErrors.list(heads.ids())
                        + ", so there is nothing to downgrade. Name a revision that they descend from.");
    }

    /** The lowest revisions to drop. */
    private BitSet roots(Target target) {
        int[] roots = target.revision() == BASE
                ? topology.bases()
                : topology.versioned().up(target.revision());
        String label = target.label();
        if (label == null) {
            return Topology.setOf(roots);
        }
        if (roots.length <= 1) {
            for (String part : label.split("@", -1)) {
                resolver.branch(part);
            }
            return Topology.setOf(roots);
        }
        BitSet branch = topology.versioned().ancestors(Topology.setOf(resolver.branch(label)));
        branch.and(Topology.setOf(roots));
        if (branch.isEmpty()) {
            throw new RevisionGraphException(
                    Kind.INVALID_DOWNGRADE_TARGET,
                    "Branch " + NameRules.shown(label) + " does not go through any of "
                            + GraphErrors.list(topology.ids(roots)) + ", which a downgrade to this target would drop."
                            + " Name another branch or another target.");
        }
        return branch;
    }

    private Target parse(CurrentHeads heads, String text) {
        Optional<RelativeTarget> relative = RelativeTarget.parse(text, names);
        if (relative.isPresent()) {
            return relative(heads, text, relative.get());
        }
        int at = text.lastIndexOf('@');
        if (text.isEmpty() || at == 0 || at == text.length() - 1) {
            throw GraphErrors.emptyTarget(text);
        }
        return new Target(at < 0 ? null : text.substring(0, at), resolver.resolveOne(text.substring(at + 1)));
    }

    private Target relative(CurrentHeads heads, String text, RelativeTarget relative) {
        String label = relative.label();
        String symbol = relative.symbol();
        if (relative.steps() >= 0) {
            if (symbol == null) {
                throw GraphErrors.outOfRange(text);
            }
            BitSet lineage = label == null ? null : resolver.lineage(label, false);
            int end = complete(walker.up(resolver.resolveOne(symbol), relative.steps(), lineage, text), text);
            if (end == BASE) {
                throw GraphErrors.outOfRange(text);
            }
            return new Target(label, end);
        }
        int down = -relative.steps();
        if (symbol != null) {
            int start = resolver.resolveOne(label == null ? symbol : label + "@" + symbol);
            return new Target(label, complete(walker.down(start, down, text), text));
        }
        int start = label == null ? theRow(heads, down, text) : currentOn(heads, label, text);
        return new Target(label == null ? topology.id(start) : label, complete(walker.down(start, down, text), text));
    }

    private static int complete(Walk walk, String text) {
        if (!walk.complete()) {
            throw GraphErrors.outOfRange(text);
        }
        return walk.at();
    }

    private int theRow(CurrentHeads heads, int steps, String text) {
        List<Integer> rows = heads.allKnown().known();
        if (rows.stream().noneMatch(row -> hasBelow(row, steps))) {
            throw GraphErrors.outOfRange(text);
        }
        if (rows.size() > 1) {
            throw GraphErrors.ambiguousWalk(text, "to start from", heads.ids());
        }
        return rows.get(0);
    }

    /** Whether that many steps down, or a fork, or base, lie below. */
    private boolean hasBelow(int revision, int steps) {
        int at = revision;
        for (int i = 0; i < steps; i++) {
            if (at == BASE) {
                return false;
            }
            int[] parents = topology.versioned().down(at);
            if (parents.length > 1) {
                return true;
            }
            at = parents.length == 0 ? BASE : parents[0];
        }
        return true;
    }

    private int currentOn(CurrentHeads heads, String label, String text) {
        BitSet lineage = resolver.lineage(label, false);
        int[] rows = heads.allKnown().known().stream()
                .mapToInt(Integer::intValue)
                .filter(lineage::get)
                .toArray();
        if (rows.length == 0) {
            rows = IntStream.of(CurrentState.branchHeads(topology, heads.set()))
                    .filter(lineage::get)
                    .toArray();
        }
        if (rows.length == 0) {
            throw GraphErrors.outOfRange(text);
        }
        if (rows.length > 1) {
            throw GraphErrors.ambiguousWalk(text, "to start from", topology.ids(rows));
        }
        return resolver.identify(topology.id(rows[0]), label);
    }
}
