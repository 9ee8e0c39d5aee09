package dev.reflux.runtime;

import dev.reflux.error.RefluxException;
import java.time.Duration;
import java.util.List;

/**
 * A transaction that has failed for a reason that passes, and is about to begin again.
 *
 * @param number number of the new try, from 1; it begins anew with each transaction
 * @param max how many there may be
 * @param pause how long until it begins; nothing but the migration lock is held meanwhile
 * @param undone the steps that had been finished in it, in order, and are rolled back
 * @param failure why it failed
 */
public record TransactionRetry(
        int number, int max, Duration pause, List<MigrationReport.Step> undone, RefluxException failure) {

    /** Copies the steps. */
    public TransactionRetry {
        undone = List.copyOf(undone);
    }
}
