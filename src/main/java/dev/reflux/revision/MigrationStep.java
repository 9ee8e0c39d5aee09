package dev.reflux.revision;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One revision applied in one direction, with the change it makes to the version table.
 *
 * <p>Follows Alembic's {@code RevisionStep} and {@code StampStep}.
 *
 * @param direction which way
 * @param revision the revision; for a stamp the one stamped, or the row that is removed
 * @param downRevisions the revision's down revisions as declared; empty for a row that no file knows
 * @param message the revision's message, or null
 * @param versionOps changes of the version table, in order; never empty
 * @param headsAfter rows of the version table after the step, sorted
 * @param from ids before the step, with those dependencies that an ancestor does not already imply
 * @param to ids after the step, likewise
 */
public record MigrationStep(
        Direction direction,
        String revision,
        List<String> downRevisions,
        @Nullable String message,
        List<VersionOp> versionOps,
        List<String> headsAfter,
        List<String> from,
        List<String> to) {

    /** Copies the lists and sorts the heads. */
    public MigrationStep {
        Objects.requireNonNull(direction, "direction");
        Objects.requireNonNull(revision, "revision");
        downRevisions = List.copyOf(downRevisions);
        versionOps = List.copyOf(versionOps);
        headsAfter = SortedIds.copyOf(headsAfter);
        from = List.copyOf(from);
        to = List.copyOf(to);
    }
}
