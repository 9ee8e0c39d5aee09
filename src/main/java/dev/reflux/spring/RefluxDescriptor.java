package dev.reflux.spring;

import dev.reflux.Overview;
import dev.reflux.RevisionInfo;
import dev.reflux.dialect.HistoryEntry;
import dev.reflux.dialect.UnfinishedRevision;
import dev.reflux.error.RefluxException;
import dev.reflux.runtime.Verification;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the endpoint tells of one database.
 *
 * @param currentHeads the version rows, sorted
 * @param unknownHeads those that no file declares: the database is ahead
 * @param fileHeads the heads of the files
 * @param atHead whether every effective head is reached
 * @param pending the revisions that are not applied, parents first; empty where heads are unknown, and so what they hold
 * @param unfinished revisions left half-way, oldest first
 * @param checksumDifferences files of applied revisions that are changed, missing or were not recorded
 * @param history the newest entries, newest first
 * @param error why the database could not be asked, the lists being empty then; else null
 */
public record RefluxDescriptor(
        List<String> currentHeads,
        List<String> unknownHeads,
        List<RevisionDescriptor> fileHeads,
        boolean atHead,
        List<RevisionDescriptor> pending,
        List<UnfinishedDescriptor> unfinished,
        List<DifferenceDescriptor> checksumDifferences,
        List<HistoryDescriptor> history,
        @Nullable ErrorDescriptor error) {

    static RefluxDescriptor of(Overview overview) {
        Verification verification = overview.verification();
        return new RefluxDescriptor(
                overview.heads(),
                overview.unknownHeads(),
                overview.fileHeads().stream().map(RevisionDescriptor::of).toList(),
                overview.atHead(),
                overview.pending().stream().map(RevisionDescriptor::of).toList(),
                overview.unfinished().stream().map(UnfinishedDescriptor::of).toList(),
                verification == null
                        ? List.of()
                        : verification.differences().stream()
                                .map(DifferenceDescriptor::of)
                                .toList(),
                overview.history().stream().map(HistoryDescriptor::of).toList(),
                null);
    }

    static RefluxDescriptor ofFailure(Throwable error) {
        String type = error instanceof RefluxException known ? known.code() : "internal_error";
        return new RefluxDescriptor(
                List.of(),
                List.of(),
                List.of(),
                false,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                new ErrorDescriptor(type, String.valueOf(error.getMessage())));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    /**
     * A revision of the files.
     *
     * @param revision its id
     * @param downRevisions its down revisions
     * @param message its message, or null
     * @param file its file
     */
    public record RevisionDescriptor(
            String revision, List<String> downRevisions, @Nullable String message, String file) {

        static RevisionDescriptor of(RevisionInfo info) {
            return new RevisionDescriptor(info.revision(), info.downRevisions(), info.message(), info.file());
        }
    }

    /**
     * A revision left half-way.
     *
     * @param revision its id
     * @param direction {@code upgrade} or {@code downgrade}
     * @param statements how many statements were begun
     */
    public record UnfinishedDescriptor(String revision, String direction, int statements) {

        static UnfinishedDescriptor of(UnfinishedRevision unfinished) {
            return new UnfinishedDescriptor(unfinished.revision(), unfinished.direction(), unfinished.statements());
        }
    }

    /**
     * A revision that is not known to be as it was applied.
     *
     * @param kind changed, missing or unrecorded, as a word in small letters
     * @param revision its id
     * @param file its file, or null
     * @param recorded checksum in the history, or null
     * @param actual checksum of the file, or null
     * @param appliedAt when it was applied, or null
     * @param appliedBy database user who applied it, or null
     */
    public record DifferenceDescriptor(
            String kind,
            String revision,
            @Nullable String file,
            @Nullable String recorded,
            @Nullable String actual,
            @Nullable Instant appliedAt,
            @Nullable String appliedBy) {

        static DifferenceDescriptor of(Verification.Difference difference) {
            return new DifferenceDescriptor(
                    difference.kind().name().toLowerCase(Locale.ROOT),
                    difference.revision(),
                    difference.file(),
                    difference.recorded(),
                    difference.actual(),
                    instant(difference.appliedAt()),
                    difference.appliedBy());
        }
    }

    /**
     * An entry of the history.
     *
     * @param revision id of the revision
     * @param direction {@code upgrade}, {@code downgrade} or {@code stamp}
     * @param outcome {@code succeeded}, {@code failed} or {@code running}
     * @param message message of the revision, or null
     * @param statements statements that were run
     * @param error why it failed, or null
     * @param startedAt server time
     * @param elapsedMs milliseconds, or null where they were not measured
     * @param appliedBy database user
     * @param host client machine, or null
     */
    public record HistoryDescriptor(
            String revision,
            String direction,
            String outcome,
            @Nullable String message,
            int statements,
            @Nullable String error,
            @Nullable Instant startedAt,
            @Nullable Long elapsedMs,
            String appliedBy,
            @Nullable String host) {

        static HistoryDescriptor of(HistoryEntry entry) {
            return new HistoryDescriptor(
                    entry.revision(),
                    entry.direction(),
                    entry.outcome(),
                    entry.message(),
                    entry.statements(),
                    entry.error(),
                    instant(entry.startedAt()),
                    entry.elapsedMs(),
                    entry.appliedBy(),
                    entry.host());
        }
    }

    /**
     * Why a database could not be asked.
     *
     * @param type kind of the error, such as {@code connection_failed}
     * @param message complete sentences, without any password
     */
    public record ErrorDescriptor(String type, String message) {}
}
