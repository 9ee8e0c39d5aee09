package dev.reflux.testsupport;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;

/** What a shell's way of starting the tests has made of SIGINT. */
public final class Interrupts {

    private static final int ENDED_BY_INTERRUPT = 130;

    private Interrupts() {}

    /** Skips a test that sends SIGINT where it is ignored, as in all that a script has put into the background. */
    public static void assumeHeard() throws IOException, InterruptedException {
        Process shell = new ProcessBuilder("sh", "-c", "kill -INT $$").start();
        assumeTrue(shell.waitFor() == ENDED_BY_INTERRUPT, "SIGINT is ignored here.");
    }
}
