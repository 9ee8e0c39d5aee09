package dev.reflux.cli;

import dev.reflux.authoring.MergeRequest;
import dev.reflux.authoring.NewRevisionFile;
import dev.reflux.error.ExitStatus;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code merge REVS…}. */
@Command(description = "Write a revision file that joins several revisions.")
final class MergeCommand implements CliCommand {

    @Option(
            names = {"-m", "--message"},
            paramLabel = "TEXT",
            description = "What the revision does; else which ones it merges.")
    private @Nullable String message;

    @Option(names = "--splice", description = "Let the revisions have children already.")
    private boolean splice;

    @Option(
            names = "--branch-label",
            paramLabel = "LABEL",
            description = "A name for the branch that begins here; may be given several times.")
    private List<String> branchLabels = new ArrayList<>();

    @Option(names = "--rev-id", paramLabel = "ID", description = "The id in place of 12 random hex digits.")
    private @Nullable String revisionId;

    @Parameters(paramLabel = "REVS", arity = "1..*", description = "heads, or at least two revisions.")
    private List<String> revisions = new ArrayList<>();

    @Override
    public int run(Session session) {
        MergeRequest request = new MergeRequest(revisions, splice, message, branchLabels, revisionId);
        NewRevisionFile written = session.await(session.reflux().merge(request));
        session.output().revisionFile("merge", written.file(), written.revision());
        return ExitStatus.DONE;
    }
}
