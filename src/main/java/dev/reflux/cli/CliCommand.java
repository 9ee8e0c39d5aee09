package dev.reflux.cli;

/** A command with its options, filled in by picocli. */
interface CliCommand {

    /** Whether the configuration is read before it runs. */
    default boolean isConfigured() {
        return true;
    }

    /**
     * Runs the command.
     *
     * @return exit status, where it did not fail
     */
    int run(Session session);
}
