package dev.reflux.cli;

import java.io.PrintStream;

/**
 * The command line: {@code java -jar reflux.jar [global options] COMMAND [options]}.
 *
 * <p>Follows Alembic's {@code alembic.config.CommandLine}, with an exit status for each kind of failure: 0 done, 1 failed,
 * 2 wrong usage or configuration, 3 a difference was found, 4 the migration lock was not free, 130 and 143 interrupted by
 * SIGINT and SIGTERM after a rollback.
 */
public final class RefluxCli {

    private RefluxCli() {}

    /** Runs a command and ends the process with its exit status. */
    public static void main(String[] args) {
        System.exit(run(args, System.out, System.err));
    }

    /**
     * Runs a command on the calling thread and returns its exit status; never ends the process by itself.
     *
     * <p>May be called any number of times, by several threads at once too; but logging and signals belong to the process,
     * so that the log lines of all runs go to the error stream of the latest. While it runs, the first SIGINT or SIGTERM
     * rolls back and the second ends the process. An interrupted calling thread rolls back too.
     *
     * @param args global options, a command, its options
     * @param out what the command gives; with {@code --output json} exactly one JSON document in UTF-8
     * @param err errors, progress and logs
     */
    public static int run(String[] args, PrintStream out, PrintStream err) {
        return new Invocation(args.clone(), out, err).run();
    }
}
