package dev.reflux.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code show REV}. */
@Command(description = "Show revisions in full.")
final class ShowCommand implements CliCommand {

    @Parameters(paramLabel = "REV", description = "Such as head, heads, a branch label, an id or its beginning.")
    private String revision = "";

    @Override
    public int run(Session session) {
        session.output().revisions("show", session.awaitLocal(session.reflux().show(revision)), RevisionForm.LONG);
        return ExitStatus.DONE;
    }
}
