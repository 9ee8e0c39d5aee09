package dev.reflux.cli;

import dev.reflux.error.ExitStatus;
import dev.reflux.error.UsageException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code log}. */
@Command(description = "List what was run on the database, newest first.")
final class LogCommand implements CliCommand {

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "At most so many entries; without it, or 0, all of them.")
    private int limit;

    @Override
    public int run(Session session) {
        if (limit < 0) {
            throw new UsageException("The option --limit must not be negative; 0 lists all entries.");
        }
        session.output().log(session.await(session.reflux().log(limit)));
        return ExitStatus.DONE;
    }
}
