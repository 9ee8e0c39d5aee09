package dev.reflux.revision;

import dev.reflux.error.RevisionGraphException;
import dev.reflux.error.RevisionGraphException.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects steps and follows the rows through them. */
final class PlanBuilder {

    private final Topology topology;
    private final CurrentHeads start;
    private final boolean purge;
    private final List<MigrationStep> steps = new ArrayList<>();
    private SortedIds rows;

    PlanBuilder(Topology topology, CurrentHeads start, boolean purge) {
        this.topology = topology;
        this.start = start;
        this.purge = purge;
        this.rows = purge ? SortedIds.EMPTY : start.ids();
    }

    SortedIds rows() {
        return rows;
    }

    void upgrade(int revision, List<VersionOp> ops) {
        String id = topology.id(revision);
        add(Direction.UPGRADE, id, topology.node(revision), ops, below(revision), List.of(id));
    }

    void downgrade(int revision, List<VersionOp> ops) {
        String id = topology.id(revision);
        add(Direction.DOWNGRADE, id, topology.node(revision), ops, List.of(id), below(revision));
    }

    /** Stamps a revision in place of those of the rows that are still there. */
    void stamp(int revision, List<String> from) {
        String id = topology.id(revision);
        List<VersionOp> ops =
                VersionRows.replace(from.stream().filter(rows::contains).toList(), id);
        add(Direction.STAMP, id, topology.node(revision), ops, from, List.of(id));
    }

    /** Removes a row. */
    void stampAway(String row, @Nullable RevisionNode node) {
        add(Direction.STAMP, row, node, List.of(new VersionOp.Delete(row)), List.of(row), List.of());
    }

    private List<String> below(int revision) {
        return topology.ids(topology.normalizedDown(revision));
    }

    private void add(
            Direction direction,
            String id,
            @Nullable RevisionNode node,
            List<VersionOp> ops,
            List<String> from,
            List<String> to) {
        ops.forEach(this::apply);
        List<String> down = node == null ? List.of() : node.downRevisions();
        String message = node == null ? null : node.message();
        steps.add(new MigrationStep(direction, id, down, message, ops, rows, from, to));
    }

    private void apply(VersionOp op) {
        if (op instanceof VersionOp.Insert insert) {
            rows = rows.plus(insert.id());
        } else if (op instanceof VersionOp.Update update) {
            rows = without(update.from()).plus(update.to());
        } else if (op instanceof VersionOp.Delete delete) {
            rows = without(delete.id());
        }
    }

    private SortedIds without(String row) {
        if (start.repeated().contains(row)) {
            throw new RevisionGraphException(
                    Kind.VERSION_ROW_MISMATCH,
                    "The version table holds the row " + NameRules.shown(row)
                            + " more than once, so that a change of it"
                            + " would touch several rows. Delete the copies, or use 'reflux stamp --purge'.");
        }
        return rows.minus(row);
    }

    MigrationPlan build() {
        return new MigrationPlan(start.ids(), rows, steps, purge);
    }
}
