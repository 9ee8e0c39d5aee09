package dev.reflux.dialect;

import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One row of the history table.
 *
 * @param id key, rising
 * @param runId the run that wrote it
 * @param revision id of the revision
 * @param downRevisions its down revisions, joined by {@code ", "}, or null for a base
 * @param direction {@code upgrade}, {@code downgrade} or {@code stamp}
 * @param outcome {@code succeeded}, {@code failed} or {@code running}
 * @param message message of the revision
 * @param checksum of the revision file, or null for a class
 * @param statements statements that were run
 * @param error why it failed, or null
 * @param startedAt server time
 * @param finishedAt server time, or null while it runs
 * @param elapsedMs milliseconds between the two, or null where it was not measured
 * @param appliedBy database user
 * @param host client machine, or null
 * @param toolVersion version of Reflux
 */
public record HistoryEntry(
        long id,
        UUID runId,
        String revision,
        @Nullable String downRevisions,
        String direction,
        String outcome,
        @Nullable String message,
        @Nullable String checksum,
        int statements,
        @Nullable String error,
        OffsetDateTime startedAt,
        @Nullable OffsetDateTime finishedAt,
        @Nullable Long elapsedMs,
        String appliedBy,
        @Nullable String host,
        String toolVersion) {}
