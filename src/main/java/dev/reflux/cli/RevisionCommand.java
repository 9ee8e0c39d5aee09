package dev.reflux.cli;

import dev.reflux.authoring.NewRevisionFile;
import dev.reflux.authoring.RevisionRequest;
import dev.reflux.config.RevisionFormat;
import dev.reflux.error.ExitStatus;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code revision}. */
@Command(description = "Write a new revision file.")
final class RevisionCommand implements CliCommand {

    @Option(
            names = {"-m", "--message"},
            paramLabel = "TEXT",
            description = "What the revision does.")
    private @Nullable String message;

    @Option(
            names = "--format",
            paramLabel = "sql|yaml|java",
            converter = RevisionFormatConverter.class,
            description = "What to write in place of the configured revision-format.")
    private @Nullable RevisionFormat format;

    @Option(
            names = "--head",
            paramLabel = "REV",
            description = "The revision to follow, such as LABEL@head; base for a new base. Default: head.")
    private String head = RevisionRequest.ON_HEAD.head();

    @Option(names = "--splice", description = "Let the revision to follow have children already.")
    private boolean splice;

    @Option(
            names = "--branch-label",
            paramLabel = "LABEL",
            description = "A name for the branch that begins here; may be given several times.")
    private List<String> branchLabels = new ArrayList<>();

    @Option(
            names = "--depends-on",
            paramLabel = "REV",
            description = "A revision or branch label that must run earlier; may be given several times.")
    private List<String> dependsOn = new ArrayList<>();

    @Option(
            names = "--version-path",
            paramLabel = "FOLDER",
            description = "The version location to write to; else that of the revision to follow.")
    private @Nullable String versionPath;

    @Option(names = "--rev-id", paramLabel = "ID", description = "The id in place of 12 random hex digits.")
    private @Nullable String revisionId;

    @Override
    public int run(Session session) {
        RevisionRequest request =
                new RevisionRequest(message, format, head, splice, branchLabels, dependsOn, versionPath, revisionId);
        NewRevisionFile written = session.await(session.reflux().revision(request));
        session.output().revisionFile("revision", written.file(), written.revision());
        return ExitStatus.DONE;
    }
}
