package dev.reflux.cli;

import dev.reflux.HistoryQuery;
import dev.reflux.error.ExitStatus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code history}. */
@Command(description = "List revisions, newest first.")
final class HistoryCommand implements CliCommand {

    @Option(
            names = {"-v", "--verbose"},
            description = "Show all of each revision.")
    private boolean verbose;

    @Option(names = "--graph", description = "Draw the lines between the revisions.")
    private boolean graph;

    @Mixin
    private QueryOptions query = new QueryOptions();

    @Override
    public int run(Session session) {
        HistoryQuery chosen = query.toHistoryQuery();
        if (graph) {
            session.output().pictured(session.await(session.reflux().pictured(chosen)), verbose);
        } else {
            session.output()
                    .revisions(
                            "history",
                            session.await(session.reflux().history(chosen)),
                            verbose ? RevisionForm.LONG : RevisionForm.HISTORY);
        }
        return ExitStatus.DONE;
    }
}
