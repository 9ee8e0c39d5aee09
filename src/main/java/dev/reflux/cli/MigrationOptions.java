package dev.reflux.cli;

import dev.reflux.RunOptions;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of the commands that move the version rows. */
final class MigrationOptions {

    @Option(names = "--sql", description = "Print the SQL script in place of running it; no database is asked.")
    private boolean sql;

    @Option(names = "--tag", paramLabel = "TEXT", description = "Free text handed to the environment.")
    private @Nullable String tag;

    @Option(names = "--dry-run", description = "Only show what would be done.")
    private boolean dryRun;

    @Option(
            names = "--from",
            paramLabel = "HEADS",
            description = "Heads to start from, as a,b or base; only with --dry-run or --sql.")
    private @Nullable String from;

    @Option(names = "--no-guard", description = "Leave the guards of the version rows out of the script.")
    private boolean noGuard;

    @Option(
            names = "--lock-timeout",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "How long to wait for the migration lock, as 30s or 5m; 0s: one try.")
    private @Nullable Duration lockTimeout;

    /** As the facade takes them; a script goes into the report. */
    RunOptions toRunOptions(boolean purge) {
        return new RunOptions(
                sql, null, dryRun, from == null ? null : Heads.parse(from), !noGuard, purge, lockTimeout, tag);
    }
}
