package dev.reflux;

import dev.reflux.dialect.HistoryEntry;
import dev.reflux.dialect.UnfinishedRevision;
import dev.reflux.runtime.Verification;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a database and the files stand, read over one connection. A database that is ahead of the files is no error here.
 *
 * @param heads the version rows, sorted
 * @param unknownHeads those that no file declares
 * @param atHead whether every effective head of the files is reached
 * @param fileHeads all heads of the files
 * @param pending the revisions that are not applied, parents first; empty where heads are unknown, and so what they hold
 * @param unfinished revisions left half-way, oldest first
 * @param verification how the files of applied revisions compare with what was recorded; null where the history is
 *     switched off
 * @param history the newest entries of the history, newest first; empty where it is switched off
 */
public record Overview(
        List<String> heads,
        List<String> unknownHeads,
        boolean atHead,
        List<RevisionInfo> fileHeads,
        List<RevisionInfo> pending,
        List<UnfinishedRevision> unfinished,
        @Nullable Verification verification,
        List<HistoryEntry> history) {

    /** Copies the lists. */
    public Overview {
        heads = List.copyOf(heads);
        unknownHeads = List.copyOf(unknownHeads);
        fileHeads = List.copyOf(fileHeads);
        pending = List.copyOf(pending);
        unfinished = List.copyOf(unfinished);
        history = List.copyOf(history);
    }
}
