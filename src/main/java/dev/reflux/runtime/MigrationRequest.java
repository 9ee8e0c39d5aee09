package dev.reflux.runtime;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run is asked to do.
 *
 * @param command upgrade, downgrade or stamp
 * @param targets one target; for a stamp one or more
 * @param dryRun only plan
 * @param purge stamp: remove all rows first
 * @param from heads to start from in place of the database's, or null; a write online refuses them
 * @param guard whether a script guards its transactions
 * @param lockTimeout how long to wait for the lock, or null for the configured time
 * @param tag free text for the environment, or null
 */
public record MigrationRequest(
        Command command,
        List<String> targets,
        boolean dryRun,
        boolean purge,
        @Nullable List<String> from,
        boolean guard,
        @Nullable Duration lockTimeout,
        @Nullable String tag) {

    /** The commands that move the version rows. */
    public enum Command {
        UPGRADE,
        DOWNGRADE,
        STAMP
    }

    /** Copies the lists. */
    public MigrationRequest {
        targets = List.copyOf(targets);
        from = from == null ? null : List.copyOf(from);
        if (targets.isEmpty() || (targets.size() > 1 && command != Command.STAMP)) {
            throw new IllegalArgumentException("targets must be one, or several for a stamp: " + targets);
        }
    }
}
