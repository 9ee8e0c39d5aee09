package dev.reflux.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

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
