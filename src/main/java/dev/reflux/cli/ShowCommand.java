package dev.reflux.cli;

import dev.reflux.RevisionInfo;
import dev.reflux.error.ExitStatus;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code show REV}. */
@Command(description = "Show revisions in full.")
final class ShowCommand implements CliCommand {

    @Parameters(
            paramLabel = "REV",
            description = "Such as head, heads, a branch label, an id or its beginning; current asks the database.")
    private String revision = "";

    @Override
    public int run(Session session) {
        List<RevisionInfo> revisions =
                session.awaitTarget(revision, session.reflux().show(revision));
        session.output().revisions("show", revisions, RevisionForm.LONG);
        return ExitStatus.DONE;
    }
}
