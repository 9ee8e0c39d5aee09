package dev.reflux.cli;

import dev.reflux.HistoryQuery;
import dev.reflux.RevisionInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code history}. */
@Command(description = "List revisions, newest first.")
final class HistoryCommand implements CliCommand {

    @Option(
            names = {"-r", "--rev-range"},
            paramLabel = "START:END",
            description = "Only a range; either side may be empty, or current.")
    private @Nullable String range;

    @Option(
            names = {"-v", "--verbose"},
            description = "Show all of each revision.")
    private boolean verbose;

    @Option(
            names = {"-i", "--indicate-current"},
            description = "Ask the database and mark its current revisions.")
    private boolean indicateCurrent;

    @Option(
            names = "--from",
            paramLabel = "HEADS",
            description = "Version rows in place of the database's, as a,b or base.")
    private @Nullable String from;

    @Override
    public int run(Session session) {
        HistoryQuery query = new HistoryQuery(range, indicateCurrent, from == null ? null : Heads.parse(from));
        List<RevisionInfo> revisions = session.await(session.reflux().history(query));
        session.output().revisions("history", revisions, verbose ? RevisionForm.LONG : RevisionForm.HISTORY);
        return ExitStatus.DONE;
    }
}
