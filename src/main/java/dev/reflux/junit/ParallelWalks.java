package dev.reflux.junit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** Walks over a chain in stretches, as many at the same time as there are workers. Safe to share. */
final class ParallelWalks implements AutoCloseable {

    /** How much longer the last revision of a long chain takes than the first: there is more to look at. As measured. */
    private static final double STEEPNESS = 0.4;

    private static final long PATIENCE_SECONDS = 60;
    private static final long LAST_PATIENCE_SECONDS = 10;

    private final int workers;
    private final ExecutorService executor;
    private volatile boolean stopped;

    ParallelWalks(int workers) {
        this.workers = workers;
        this.executor = Executors.newFixedThreadPool(workers, ParallelWalks::worker);
    }

    private static Thread worker(Runnable work) {
        Thread thread = new Thread(work, "reflux-checks");
        thread.setDaemon(true);
        return thread;
    }

    /** A walk from one place of an order to another, that one not included. */
    interface Walk {
        void walk(int from, int to);
    }

    /**
     * Begins walks.
     *
     * @param order all revisions
     * @param walks makes a walk that tells each of its results
     * @param revision which revision a result is about
     * @return what will be told of each revision; what a walk throws fails its whole stretch
     */
    <T> Map<String, CompletableFuture<T>> over(
            List<String> order, Function<Consumer<T>, Walk> walks, Function<T, String> revision) {
        Map<String, CompletableFuture<T>> results = new LinkedHashMap<>();
        order.forEach(each -> results.put(each, new CompletableFuture<>()));
        int stretches = Math.min(workers, order.size());
        for (int i = 0; i < stretches; i++) {
            int from = begin(i, stretches, order.size());
            int to = begin(i + 1, stretches, order.size());
            Walk walk = walks.apply(found -> {
                result(results, revision.apply(found)).complete(found);
                requireGoingOn();
            });
            executor.execute(() -> {
                try {
                    requireGoingOn();
                    walk.walk(from, to);
                } catch (Throwable e) {
                    order.subList(from, to)
                            .forEach(each -> result(results, each).completeExceptionally(e));
                }
            });
        }
        return results;
    }

    /** Where one of several stretches begins, so that all take about as long. */
    private static int begin(int stretch, int stretches, int length) {
        double part = STEEPNESS * (2 + STEEPNESS) * stretch / stretches;
        return (int) Math.round((Math.sqrt(1 + part) - 1) / STEEPNESS * length);
    }

    /** Begins work that is no walk and waits for none. */
    <T> CompletableFuture<T> run(Supplier<T> work) {
        return CompletableFuture.supplyAsync(
                () -> {
                    requireGoingOn();
                    return work.get();
                },
                executor);
    }

    private static <T> CompletableFuture<T> result(Map<String, CompletableFuture<T>> results, String revision) {
        return Objects.requireNonNull(results.get(revision));
    }

    private void requireGoingOn() {
        if (stopped) {
            throw new CancellationException("The checks have ended.");
        }
    }

    /** Lets each walk come to the end of its revision and drop its database; interrupts it only where that takes too long. */
    @Override
    public void close() {
        stopped = true;
        executor.shutdown();
        try {
            if (!executor.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                executor.shutdownNow();
                executor.awaitTermination(LAST_PATIENCE_SECONDS, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            executor.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
