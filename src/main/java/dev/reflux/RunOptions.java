package dev.reflux;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an upgrade, downgrade or stamp is run. Immutable; start from {@link #DEFAULTS}.
 *
 * @param sql write a script instead of migrating
 * @param script where a script goes; null: into {@link dev.reflux.runtime.MigrationReport#script()}
 * @param dryRun only plan
 * @param from heads to start from in place of the database's, for a dry run or a script; null: the database's. An empty
 *     list is the base
 * @param guard whether a script checks the version rows at the start of each transaction
 * @param purge stamp: remove all version rows first
 * @param lockTimeout how long to wait for the migration lock; null: as configured
 * @param tag free text handed to the environment, or null
 */
public record RunOptions(
        boolean sql,
        @Nullable Appendable script,
        boolean dryRun,
        @Nullable List<String> from,
        boolean guard,
        boolean purge,
        @Nullable Duration lockTimeout,
        @Nullable String tag) {

    /** Online or offline as configured, for real, from the database's heads, with guards. */
    public static final RunOptions DEFAULTS = new RunOptions(false, null, false, null, true, false, null, null);

    /** Copies the heads. */
    public RunOptions {
        from = from == null ? null : List.copyOf(from);
    }

    /** The same, writing a script to a destination, which is not closed. */
    public RunOptions writingTo(Appendable destination) {
        return new RunOptions(true, destination, dryRun, from, guard, purge, lockTimeout, tag);
    }

    /** The same, only planning. */
    public RunOptions dry() {
        return new RunOptions(sql, script, true, from, guard, purge, lockTimeout, tag);
    }

    /** The same, from given heads. */
    public RunOptions from(List<String> heads) {
        return new RunOptions(sql, script, dryRun, heads, guard, purge, lockTimeout, tag);
    }

    /** The same, without guards in the script. */
    public RunOptions withoutGuard() {
        return new RunOptions(sql, script, dryRun, from, false, purge, lockTimeout, tag);
    }

    /** The same, removing all version rows first. */
    public RunOptions purging() {
        return new RunOptions(sql, script, dryRun, from, guard, true, lockTimeout, tag);
    }

    /** The same, waiting so long for the lock. */
    public RunOptions lockTimeout(Duration timeout) {
        return new RunOptions(sql, script, dryRun, from, guard, purge, timeout, tag);
    }

    /** The same, with a tag. */
    public RunOptions tag(String text) {
        return new RunOptions(sql, script, dryRun, from, guard, purge, lockTimeout, text);
    }
}
