package dev.reflux.dialect;

import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the history says of a revision that it holds for applied: its newest upgrade, with the checksum accepted since. Where
 * there is no upgrade, the acceptance says the rest too.
 *
 * @param revision id of the revision
 * @param downRevisions its down revisions; empty for a base
 * @param checksum of the file, or null where none was recorded
 * @param appliedAt server time of the end, or null where it is not known
 * @param appliedBy database user
 * @param host client machine, or null
 * @param toolVersion version of Reflux
 */
public record AppliedRevision(
        String revision,
        List<String> downRevisions,
        @Nullable String checksum,
        @Nullable OffsetDateTime appliedAt,
        String appliedBy,
        @Nullable String host,
        String toolVersion) {

    /** Copies the list. */
    public AppliedRevision {
        downRevisions = List.copyOf(downRevisions);
    }
}
