package dev.reflux.revision;

import java.util.List;

/**
 * The steps that lead from the current heads to a target.
 *
 * @param from rows of the version table at the start, sorted, each once
 * @param to rows at the end, sorted
 * @param steps in the order in which they run; each starts from the rows that the one before left
 * @param purge true when all rows of {@code from} are deleted before the first step, which then starts from none
 */
public record MigrationPlan(List<String> from, List<String> to, List<MigrationStep> steps, boolean purge) {

    /** Copies the lists and sorts the heads. */
    public MigrationPlan {
        from = SortedIds.copyOf(from);
        to = SortedIds.copyOf(to);
        steps = List.copyOf(steps);
    }

    /** Whether the version table stays as it is and nothing runs. */
    public boolean isEmpty() {
        return steps.isEmpty() && !(purge && !from.isEmpty());
    }
}
