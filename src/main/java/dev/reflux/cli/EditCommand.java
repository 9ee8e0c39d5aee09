package dev.reflux.cli;

import dev.reflux.RevisionFile;
import dev.reflux.RevisionInfo;
import dev.reflux.error.CancelledException;
import dev.reflux.error.ConfigException;
import dev.reflux.error.ExitStatus;
import dev.reflux.error.InvalidRevisionFileException;
import dev.reflux.error.Place;
import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code edit REV}. */
@Command(description = "Open the file of a revision in $VISUAL, else $EDITOR, and check it afterwards.")
final class EditCommand implements CliCommand {

    @Parameters(paramLabel = "REV", description = "One revision, such as head or an id; current asks the database.")
    private String revision = "";

    @Override
    public int run(Session session) {
        Editor editor = Editor.choose(System::getenv);
        RevisionFile file = session.awaitTarget(revision, session.reflux().revisionFile(revision));
        edit(session, editor, file);
        List<RevisionInfo> all = session.awaitLocal(session.reflux().history());
        String id = all.stream()
                .filter(each -> each.file().equals(file.file()))
                .map(RevisionInfo::revision)
                .findFirst()
                .orElseThrow(() -> new InvalidRevisionFileException(
                        file.file() + " is no revision any more: the file or its header is gone. Restore it, unless"
                                + " revision " + file.revision() + " was to be removed.",
                        Place.ofFile(file.file())));
        session.output().revisionFile("edit", file.file(), id);
        return ExitStatus.DONE;
    }

    private static void edit(Session session, Editor editor, RevisionFile file) {
        OptionalInt status;
        try {
            status = session.runProgram(
                    editor.program(file.path(), session.output().sharesTerminal()));
        } catch (IOException e) {
            throw new ConfigException(
                    "The editor \"" + editor.text() + "\" could not be started: " + e.getMessage()
                            + ". Set VISUAL or EDITOR to one that is there.",
                    Place.UNKNOWN,
                    e);
        }
        if (status.isEmpty()) {
            throw new CancelledException("The editor was stopped. What it has saved is kept.");
        }
        if (status.getAsInt() != 0) {
            throw new ConfigException(
                    "The editor \"" + editor.text() + "\" ended with exit status " + status.getAsInt() + ". "
                            + file.file() + " is as the editor left it.",
                    Place.ofFile(file.file()));
        }
    }
}
