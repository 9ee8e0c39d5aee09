package dev.reflux.cli;

import dev.reflux.config.Mode;
import dev.reflux.error.ExitStatus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ensure-version}. */
@Command(description = "Create the version table and the history table where they are missing.")
final class EnsureVersionCommand implements CliCommand {

    @Option(names = "--sql", description = "Print the SQL script in place of running it; no database is asked.")
    private boolean sql;

    @Override
    public int run(Session session) {
        if (sql || session.config().mode() == Mode.OFFLINE) {
            session.output().ensureVersionScript(session.reflux().ensureVersionScript());
        } else {
            session.awaitEnd(session.reflux().ensureVersion());
            session.output().versionEnsured(session.config());
        }
        return ExitStatus.DONE;
    }
}
