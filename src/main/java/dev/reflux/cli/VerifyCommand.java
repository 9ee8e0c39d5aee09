package dev.reflux.cli;

import dev.reflux.error.ExitStatus;
import dev.reflux.error.UsageException;
import dev.reflux.runtime.Verification;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code verify [REVS…]}. */
@Command(description = "Compare the files of applied revisions with what was applied.")
final class VerifyCommand implements CliCommand {

    @Option(
            names = "--accept",
            description = "Record the files as they are: those of REVS, or all that differ. Nothing of them is run.")
    private boolean accept;

    @Parameters(paramLabel = "REVS", arity = "0..*", description = "With --accept: the revisions to accept.")
    private List<String> targets = new ArrayList<>();

    @Override
    public int run(Session session) {
        if (accept) {
            session.output()
                    .verified(session.await(session.reflux().acceptFiles(targets.toArray(String[]::new))), true);
            return ExitStatus.DONE;
        }
        if (!targets.isEmpty()) {
            throw new UsageException("Without --accept the command verify compares all applied revisions and takes none"
                    + " by name. Leave them out, or add --accept.");
        }
        Verification verification = session.await(session.reflux().verify());
        session.output().verified(verification, false);
        return verification.matches() ? ExitStatus.DONE : ExitStatus.DIFFERENCE;
    }
}
