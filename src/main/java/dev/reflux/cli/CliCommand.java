package dev.reflux.cli;

/** A command with its options, filled in by picocli. */
interface CliCommand {

    /**
     * Runs the command.
     *
     * @return exit status, where it did not fail
     */
    int run(Session session);
}
