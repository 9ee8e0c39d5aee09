package dev.reflux.engine;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import reactor.core.publisher.Mono;

/**
 * Waits for an answer of the server, however long its statement takes, but not for a server that cannot be reached any more:
 * one that is silent is asked from time to time whether it is there, on a socket that becomes no session.
 *
 * <p>TCP alone does not tell: without keep-alive a connection whose packets go nowhere stands as long as nothing is sent, and
 * with it a proxy in between may answer for the server. Keep-alive for its part tells of a server that answers here and knows
 * nothing of the connection.
 */
final class ServerWatch {

    /** One lost question is no lost server. */
    private static final int FAILURES = 3;

    private static final Duration LONGEST_SILENCE = Duration.ofMinutes(1);

    private final Mono<Void> probe;
    private final Duration silence;

    /**
     * A watch.
     *
     * @param probe completes when the server has answered
     * @param silence how long nothing is asked, at first
     */
    ServerWatch(Mono<Void> probe, Duration silence) {
        this.probe = probe;
        this.silence = silence;
    }

    /**
     * Waits.
     *
     * @throws TimeoutException if the server does not even answer when it is asked whether it is there
     */
    <T> T await(CompletableFuture<T> answer) throws InterruptedException, ExecutionException, TimeoutException {
        Duration pause = silence;
        int failures = 0;
        while (failures < FAILURES) {
            if (endsWithin(answer, pause)) {
                return answer.get();
            }
            if (isThere(answer)) {
                failures = 0;
                Duration longer = pause.multipliedBy(2);
                pause = longer.compareTo(LONGEST_SILENCE) < 0 ? longer : LONGEST_SILENCE;
            } else {
                failures++;
                pause = silence;
            }
        }
        throw new TimeoutException();
    }

    private static boolean endsWithin(CompletableFuture<?> answer, Duration pause)
            throws InterruptedException, ExecutionException {
        try {
            answer.get(pause.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException silent) {
            return false;
        }
    }

    private boolean isThere(CompletableFuture<?> answer) throws InterruptedException, ExecutionException {
        CompletableFuture<Boolean> asked =
                probe.thenReturn(true).onErrorReturn(false).toFuture();
        CompletableFuture.anyOf(asked, answer.handle((value, error) -> true)).get();
        return answer.isDone() || asked.join();
    }
}
