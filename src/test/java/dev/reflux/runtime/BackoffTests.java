package dev.reflux.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflux.config.RetryConfig;
import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class BackoffTests {

    private final Backoff backoff = new Backoff(new RetryConfig(9, Duration.ofMillis(200), Duration.ofSeconds(10)));

    @Test
    void theBoundDoublesUpToTheLongestPause() {
        assertThat(IntStream.of(1, 2, 3, 6, 7, 1000).mapToObj(backoff::longest))
                .extracting(Duration::toMillis)
                .containsExactly(200L, 400L, 800L, 6400L, 10_000L, 10_000L);
    }

    @Test
    void aPauseIsAnythingUpToTheBound() {
        long[] pauses = IntStream.range(0, 2000)
                .mapToLong(i -> backoff.pause(2).toMillis())
                .toArray();
        assertThat(LongStream.of(pauses).boxed())
                .allSatisfy(pause -> assertThat(pause).isBetween(0L, 400L));
        assertThat(IntStream.range(0, 2000).filter(i -> pauses[i] < 100).count())
                .isGreaterThan(100);
        assertThat(IntStream.range(0, 2000).filter(i -> pauses[i] > 300).count())
                .isGreaterThan(100);
    }

    @Test
    void theLongestOfAllPausesCanBeConfigured() {
        Duration longest = Duration.ofMillis(Integer.MAX_VALUE);
        assertThat(new Backoff(new RetryConfig(1, longest, longest)).longest(500))
                .isEqualTo(longest);
    }

    @Test
    void aPauseShorterThanTheFirstBoundIsItsBound() {
        RetryConfig config = new RetryConfig(1, Duration.ofSeconds(1), Duration.ZERO);
        assertThat(new Backoff(config).pause(1)).isZero();
    }
}
