package dev.reflux.embedded;

import dev.reflux.error.CancelledException;
import dev.reflux.error.Place;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A bound on waiting, with the pause between two looks. For one thread, within one {@code try}. */
final class Deadline implements AutoCloseable {

    private static final long PAUSE_MILLIS = 10;

    private final long end;
    private final boolean interruptible;
    private boolean interrupted;

    private Deadline(Duration limit, boolean interruptible) {
        this.end = System.nanoTime() + limit.toNanos();
        this.interruptible = interruptible;
        // a pending interrupt would make every wait of an orderly stop end at once
        this.interrupted = !interruptible && Thread.interrupted();
    }

    /** An interrupt ends the wait with a {@link CancelledException}. */
    static Deadline interruptible(Duration limit) {
        return new Deadline(limit, true);
    }

    /** An interrupt is kept for later. */
    static Deadline uninterrupted(Duration limit) {
        return new Deadline(limit, false);
    }

    boolean passed() {
        return System.nanoTime() - end >= 0;
    }

    long millisLeft() {
        return Math.max(0, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime()));
    }

    /** Waits a few milliseconds. */
    void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            remember(e);
        }
    }

    private void remember(InterruptedException e) {
        if (interruptible) {
            Thread.currentThread().interrupt();
            throw new CancelledException(
                    "The wait for the embedded server was interrupted; its data is as it was.", Place.UNKNOWN, e);
        }
        interrupted = true;
    }

    @Override
    public void close() {
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
