package dev.reflux.dialect;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the runner knows of a step when it writes its history row; the rest is filled in by the server.
 *
 * @param runId the run
 * @param revision id of the revision
 * @param downRevisions its down revisions, joined by {@code ", "}, or null for a base
 * @param direction {@code upgrade}, {@code downgrade} or {@code stamp}
 * @param message message of the revision
 * @param checksum of the revision file, or null
 * @param host client machine, or null
 * @param toolVersion version of Reflux
 */
public record HistoryRecord(
        UUID runId,
        String revision,
        @Nullable String downRevisions,
        String direction,
        @Nullable String message,
        @Nullable String checksum,
        @Nullable String host,
        String toolVersion) {}
