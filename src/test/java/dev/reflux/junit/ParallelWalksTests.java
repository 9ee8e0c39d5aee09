package dev.reflux.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParallelWalksTests {

    private static final List<String> ORDER = List.of("a1", "b2");

    @Test
    void closeWaitsUntilAWalkHasTidiedUpAfterItsLastResult() {
        AtomicReference<String> end = new AtomicReference<>("did not tidy up");
        ParallelWalks walks = new ParallelWalks(1);
        Map<String, CompletableFuture<String>> results = walks.over(
                ORDER,
                done -> (from, to) -> {
                    try {
                        ORDER.forEach(done);
                    } finally {
                        end.set(tidiedUp());
                    }
                },
                each -> each);
        results.values().forEach(CompletableFuture::join);

        walks.close();

        assertThat(end).hasValue("tidied up");
    }

    @Test
    void closeEndsAWalkAfterTheRevisionThatItIsAt() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch closing = new CountDownLatch(1);
        AtomicReference<String> end = new AtomicReference<>("did not tidy up");
        ParallelWalks walks = new ParallelWalks(1);
        Map<String, CompletableFuture<String>> results = walks.over(
                ORDER,
                done -> (from, to) -> {
                    try {
                        begun.countDown();
                        awaitQuietly(closing);
                        ORDER.forEach(done);
                    } finally {
                        end.set(tidiedUp());
                    }
                },
                each -> each);
        begun.await();
        Thread closer = new Thread(walks::close);
        closer.start();
        TimeUnit.MILLISECONDS.sleep(200);

        closing.countDown();
        closer.join();

        assertThat(end).hasValue("tidied up");
        assertThat(results.get("a1")).isCompletedWithValue("a1");
        assertThat(results.get("b2")).isCompletedExceptionally();
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 8", "2, 2", "3, 2", "7, 3", "8, 8", "9, 8", "300, 2", "300, 8"})
    void stretchesHoldEachRevisionOnceAndLessFurtherUp(int revisions, int workers) {
        List<String> order =
                IntStream.range(0, revisions).mapToObj(Integer::toString).toList();
        Map<Integer, Integer> stretches = new ConcurrentSkipListMap<>();
        try (ParallelWalks walks = new ParallelWalks(workers)) {
            Map<String, CompletableFuture<String>> results = walks.over(
                    order,
                    done -> (from, to) -> {
                        stretches.put(from, to);
                        order.subList(from, to).forEach(done);
                    },
                    each -> each);
            results.values().forEach(CompletableFuture::join);
        }

        assertThat(stretches).hasSize(Math.min(workers, revisions));
        int reached = 0;
        for (Map.Entry<Integer, Integer> stretch : stretches.entrySet()) {
            assertThat(stretch.getKey()).isEqualTo(reached).isLessThan(stretch.getValue());
            reached = stretch.getValue();
        }
        assertThat(reached).isEqualTo(revisions);
        int first = stretches.get(0);
        assertThat(first).isGreaterThanOrEqualTo(revisions / Math.min(workers, revisions));
    }

    @Test
    void workIsWaitedForWithWhatItThrows() {
        try (ParallelWalks walks = new ParallelWalks(2)) {
            assertThat(walks.run(() -> "done").join()).isEqualTo("done");
            assertThat(walks.run(() -> {
                        throw new AssertionError("found");
                    }))
                    .failsWithin(Duration.ofSeconds(10))
                    .withThrowableThat()
                    .withMessageContaining("found");
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String tidiedUp() {
        try {
            TimeUnit.MILLISECONDS.sleep(200);
            return "tidied up";
        } catch (InterruptedException e) {
            return "interrupted";
        }
    }
}
