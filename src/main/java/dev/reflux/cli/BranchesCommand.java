package dev.reflux.cli;

import dev.reflux.error.ExitStatus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code branches}. */
@Command(description = "List the revisions that branches begin at.")
final class BranchesCommand implements CliCommand {

    @Option(
            names = {"-v", "--verbose"},
            description = "Show all of each revision.")
    private boolean verbose;

    @Override
    public int run(Session session) {
        session.output().branches(session.awaitLocal(session.reflux().branches()), verbose);
        return ExitStatus.DONE;
    }
}
