package dev.reflux.engine;

import java.time.Duration;
import java.util.function.Function;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Tries to connect again while a database is not there yet. All tries and pauses together end in time, also where a single
 * try would hang, and the log says now and then what is waited for.
 */
final class DatabaseWait {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
    private static final Duration REMINDER = Duration.ofSeconds(10);

    /** However little time is left, a server that is there gets a chance to answer. */
    private static final Duration SHORTEST_TRY = Duration.ofMillis(100);

    private static final Logger log = LoggerFactory.getLogger(DatabaseWait.class);

    private final long deadline;
    private final Predicate<Throwable> passing;
    private final Function<Throwable, String> described;
    private long reminder;

    /**
     * A wait that begins now.
     *
     * @param patience how long it may take
     * @param passing whether an error may be over in a moment
     * @param described an error in sentences, without secrets
     */
    DatabaseWait(Duration patience, Predicate<Throwable> passing, Function<Throwable, String> described) {
        this.reminder = System.nanoTime();
        this.deadline = reminder + patience.toNanos();
        this.passing = passing;
        this.described = described;
    }

    /**
     * Tries until a connection stands, an error is not passing, or the time is up; then the last error tells why.
     *
     * @param attempt makes a try; given how long it may take
     */
    <T> Mono<T> until(Function<Duration, Mono<T>> attempt) {
        return Mono.defer(() -> attempt.apply(left()))
                .retryWhen(Retry.backoff(Long.MAX_VALUE, FIRST_PAUSE)
                        .maxBackoff(LONGEST_PAUSE)
                        .filter(this::isWorthAnother)
                        .doBeforeRetry(signal -> remind(signal.failure()))
                        .onRetryExhaustedThrow((spec, signal) -> signal.failure()));
    }

    private Duration left() {
        Duration left = Duration.ofNanos(deadline - System.nanoTime());
        return left.compareTo(SHORTEST_TRY) < 0 ? SHORTEST_TRY : left;
    }

    private boolean isWorthAnother(Throwable error) {
        return passing.test(error) && System.nanoTime() - deadline < 0;
    }

    private void remind(Throwable error) {
        long now = System.nanoTime();
        if (now - reminder >= 0) {
            reminder = now + REMINDER.toNanos();
            log.info(
                    "Waiting for the database, for {} s more: {}",
                    Math.max(1, Duration.ofNanos(deadline - now).toSeconds()),
                    described.apply(error));
        }
    }
}
