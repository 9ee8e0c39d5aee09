package dev.reflux.testsupport;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Waits for what another process does in its own time. */
public final class Eventually {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final long POLL_MS = 20;

    private Eventually() {}

    /** Repeats an assertion until it holds; its last failure is thrown when it never does. */
    public static void holds(Runnable assertion) {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (true) {
            try {
                assertion.run();
                return;
            } catch (AssertionError e) {
                if (System.nanoTime() > deadline) {
                    throw e;
                }
            }
            pause();
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(POLL_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
