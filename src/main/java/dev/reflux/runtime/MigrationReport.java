package dev.reflux.runtime;

import dev.reflux.config.Mode;
import dev.reflux.revision.Direction;
import dev.reflux.revision.SortedIds;
import dev.reflux.revision.VersionOp;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a run did, or a dry run would do.
 *
 * @param command {@code upgrade}, {@code downgrade} or {@code stamp}
 * @param mode online or offline
 * @param from heads before, sorted
 * @param to heads after, sorted
 * @param steps in order; empty when there was nothing to do
 * @param elapsed of the whole run, or null for a dry run
 * @param script of an offline run without a destination of its own, else null
 */
public record MigrationReport(
        String command,
        Mode mode,
        List<String> from,
        List<String> to,
        List<Step> steps,
        @Nullable Duration elapsed,
        @Nullable String script) {

    /**
     * One revision applied in one direction.
     *
     * @param direction upgrade, downgrade or stamp
     * @param revision its id
     * @param downRevisions its down revisions
     * @param message its message, or null
     * @param versionOps what became of the version rows
     * @param headsAfter the version rows after the step, sorted
     * @param transaction number of the commit that holds the step's version rows, from 1; steps of one commit share it
     * @param statements how many statements were run, or null for a dry run
     * @param elapsed how long it took, or null for a dry run or a script
     * @param file the file or class of the revision, or null for a stamp
     */
    public record Step(
            Direction direction,
            String revision,
            List<String> downRevisions,
            @Nullable String message,
            List<VersionOp> versionOps,
            List<String> headsAfter,
            int transaction,
            @Nullable Integer statements,
            @Nullable Duration elapsed,
            @Nullable String file) {

        /** Copies the lists. */
        public Step {
            downRevisions = List.copyOf(downRevisions);
            versionOps = List.copyOf(versionOps);
            headsAfter = SortedIds.copyOf(headsAfter);
        }

        /** The version rows before the step, sorted. */
        public List<String> headsBefore() {
            TreeSet<String> heads = new TreeSet<>(headsAfter);
            for (int i = versionOps.size() - 1; i >= 0; i--) {
                VersionOp op = versionOps.get(i);
                if (op instanceof VersionOp.Insert insert) {
                    heads.remove(insert.id());
                } else if (op instanceof VersionOp.Update update) {
                    heads.remove(update.to());
                    heads.add(update.from());
                } else if (op instanceof VersionOp.Delete delete) {
                    heads.add(delete.id());
                }
            }
            return List.copyOf(heads);
        }
    }

    /** Copies the lists. */
    public MigrationReport {
        from = List.copyOf(from);
        to = List.copyOf(to);
        steps = List.copyOf(steps);
    }
}
