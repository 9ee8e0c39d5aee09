package dev.reflux.revision;

import static dev.reflux.revision.Topology.BASE;

import dev.reflux.error.RevisionGraphException;
import dev.reflux.error.RevisionGraphException.Kind;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds the revisions between two targets.
 *
 * <p>Follows Alembic's {@code history} command, {@code walk_revisions} and {@code _collect_upgrade_revisions}. Where a
 * start counts down past base, base is meant, whatever the end is.
 */
final class HistoryQuery {

    private static final String CURRENT = "current";

    private final Topology topology;
    private final Names names;
    private final Resolver resolver;
    private final BranchLabels labels;
    private final UpgradePlanner upgrades;

    HistoryQuery(Topology topology, Names names, Resolver resolver, BranchLabels labels, UpgradePlanner upgrades) {
        this.topology = topology;
        this.names = names;
        this.resolver = resolver;
        this.labels = labels;
        this.upgrades = upgrades;
    }

    /** Newest first. */
    int[] revisions(@Nullable String text, CurrentHeads heads) {
        TargetRange range = range(text);
        String start = range.startOr("base");
        List<Integer> targets = end(range.endOr("heads"), start, heads);
        BitSet wanted =
                UpgradePlanner.set(targets.stream().filter(onBranchOf(start)).toList());
        upgrades.refuseOverlap("The ends of the range", wanted);
        BitSet result = topology.all().ancestors(wanted);
        BitSet lower = UpgradePlanner.set(start(start, heads));
        BitSet missing = (BitSet) lower.clone();
        missing.andNot(result);
        if (!missing.isEmpty()) {
            throw new RevisionGraphException(
                    Kind.RANGE_NOT_ANCESTOR,
                    "Range " + NameRules.shown(String.valueOf(text)) + " does not lead from a revision up to one of its"
                            + " descendants. Put the older revision first.");
        }
        upgrades.refuseOverlap("The starts of the range", lower);
        result.andNot(topology.all().ancestors(lower));
        result.or(lower);
        if (!lower.isEmpty()) {
            result.and(topology.versioned().descendants(lower));
        }
        return Topology.newestFirst(result);
    }

    /** Refuses a range that is none, whatever the current heads are. */
    void check(@Nullable String text) {
        TargetRange range = range(text);
        String start = range.startOr("base");
        String end = range.endOr("heads");
        if (!start.equals(CURRENT) && !end.equals(CURRENT)) {
            revisions(text, CurrentHeads.of(List.of(), names));
            return;
        }
        if (!start.equals(CURRENT)) {
            start(start, CurrentHeads.of(List.of(), names));
        } else if (!end.equals(CURRENT)) {
            checkEnd(end);
        }
    }

    private void checkEnd(String end) {
        Optional<RelativeTarget> relative = RelativeTarget.parse(end, names);
        if (relative.isPresent()
                && relative.get().fromCurrent()
                && relative.get().steps() > 0) {
            resolver.checkBranch(relative.get());
        } else {
            upgrades.targets(end, List::of, true);
        }
    }

    private static TargetRange range(@Nullable String text) {
        if (text == null) {
            return new TargetRange("", "");
        }
        if (!TargetRange.is(text)) {
            throw new RevisionGraphException(
                    Kind.RANGE_REQUIRED,
                    "A history range has a colon: START:END, START: or :END, not " + NameRules.shown(text) + ".");
        }
        return TargetRange.parse(text.strip());
    }

    private List<Integer> end(String end, String start, CurrentHeads heads) {
        return end.equals(CURRENT) ? heads.allKnown().known() : upgrades.targets(end, () -> start(start, heads), true);
    }

    private List<Integer> start(String start, CurrentHeads heads) {
        if (start.equals(CURRENT)) {
            return heads.allKnown().known();
        }
        try {
            return resolver.resolve(start);
        } catch (RevisionGraphException error) {
            boolean pastBase = error.kind() == Kind.RELATIVE_OUT_OF_RANGE;
            if (pastBase) {
                return List.of();
            }
            throw error;
        }
    }

    /** A start such as {@code label@base} keeps only those ends that carry the label. */
    private Predicate<Integer> onBranchOf(String start) {
        int at = start.indexOf('@');
        if (at < 0) {
            return revision -> true;
        }
        String branch = start.substring(0, at);
        int revision = resolver.resolveOne(branch);
        if (revision == BASE || names.label(branch) != null) {
            return end -> labels.of(end).contains(branch);
        }
        List<String> own = labels.of(revision);
        if (own.size() == 1) {
            return end -> labels.of(end).contains(own.get(0));
        }
        BitSet lineage = topology.versioned().lineage(Topology.setOf(revision));
        return lineage::get;
    }
}
