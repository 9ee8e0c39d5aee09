package dev.reflux.cli;

import dev.reflux.CurrentState;
import dev.reflux.Reflux;
import dev.reflux.error.ExitStatus;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code current}. */
@Command(description = "Show the current revisions of the database.")
final class CurrentCommand implements CliCommand {

    @Option(
            names = {"-v", "--verbose"},
            description = "Show all of each revision.")
    private boolean verbose;

    @Option(names = "--check-heads", description = "Exit with 3 unless every effective head is reached.")
    private boolean checkHeads;

    @Option(
            names = "--from",
            paramLabel = "HEADS",
            description = "Version rows in place of the database's, as a,b or base.")
    private @Nullable String from;

    @Override
    public int run(Session session) {
        Reflux reflux = session.reflux();
        CurrentState state =
                from == null ? session.await(reflux.current()) : session.awaitLocal(reflux.current(Heads.parse(from)));
        session.output().current(state, verbose);
        if (checkHeads && !state.atHead()) {
            session.output().notice("Not every head of the files is reached. Run \"upgrade heads\" to get there.");
            return ExitStatus.DIFFERENCE;
        }
        return ExitStatus.DONE;
    }
}
