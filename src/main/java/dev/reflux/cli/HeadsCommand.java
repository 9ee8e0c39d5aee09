package dev.reflux.cli;

import dev.reflux.RevisionInfo;
import dev.reflux.error.ExitStatus;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code heads}. */
@Command(description = "List the heads of the revision files.")
final class HeadsCommand implements CliCommand {

    @Option(
            names = {"-v", "--verbose"},
            description = "Show all of each revision.")
    private boolean verbose;

    @Option(names = "--resolve-dependencies", description = "Leave out heads that another revision depends on.")
    private boolean resolveDependencies;

    @Override
    public int run(Session session) {
        List<RevisionInfo> heads = session.awaitLocal(session.reflux().heads()).stream()
                .filter(head -> !resolveDependencies || head.isEffectiveHead())
                .toList();
        session.output().revisions("heads", heads, verbose ? RevisionForm.LONG : RevisionForm.SHORT);
        return ExitStatus.DONE;
    }
}
