package dev.reflux.runtime;

import dev.reflux.config.RetryConfig;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** The pauses between tries: any length up to a bound, so that two runs do not stay in step, and a bound that doubles. */
record Backoff(RetryConfig config) {

    /** A doubling beyond this bound would exceed every allowed pause. */
    private static final int MOST_DOUBLINGS = 31;

    /** A pause before the given new try, counted from 1. */
    Duration pause(int number) {
        return Duration.ofMillis(
                ThreadLocalRandom.current().nextLong(longest(number).toMillis() + 1));
    }

    /** Bound of the pause before the given new try. */
    Duration longest(int number) {
        Duration doubled = config.backoff().multipliedBy(1L << Math.min(number - 1, MOST_DOUBLINGS));
        return doubled.compareTo(config.maxBackoff()) < 0 ? doubled : config.maxBackoff();
    }
}
