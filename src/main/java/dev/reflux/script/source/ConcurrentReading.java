package dev.reflux.script.source;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads many files on several threads: with the files in the cache of the operating system the processor is what
 * limits. The calling thread works too, and all others have ended when the call ends.
 *
 * @param <T> what is read
 * @param <R> what becomes of it
 */
public final class ConcurrentReading<T, R> {

    /** Below this a thread costs more than it saves. */
    private static final int WORTH_A_THREAD = 256;

    private static final int CHUNK = 32;
    private static final int MOST_THREADS = 4;

    private final List<T> items;
    private final Function<? super T, ? extends R> read;
    private final @Nullable Object[] results;
    private final @Nullable Throwable[] failures;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicBoolean failed = new AtomicBoolean();

    private ConcurrentReading(List<T> items, Function<? super T, ? extends R> read) {
        this.items = items;
        this.read = read;
        this.results = new Object[items.size()];
        this.failures = new Throwable[items.size()];
    }

    /**
     * Reads all items.
     *
     * @param items what is read
     * @param read called once for each item, on any thread; a null it gives is kept
     * @return in the order of the items
     * @throws RuntimeException of the first item that fails, whichever thread came upon another one earlier
     */
    public static <T, R> List<R> read(List<T> items, Function<? super T, ? extends R> read) {
        return new ConcurrentReading<T, R>(items, read).onThreads(threads(items.size()));
    }

    /** Number of threads that so many items are worth on this machine; 0 and 1 both mean none but the caller's. */
    public static int threads(int items) {
        return Math.min(Math.min(Runtime.getRuntime().availableProcessors(), MOST_THREADS), items / WORTH_A_THREAD);
    }

    private List<R> onThreads(int threads) {
        List<Thread> others = new ArrayList<>();
        for (int i = 1; i < threads; i++) {
            Thread other = new Thread(this::work, "reflux-reader-" + i);
            other.setDaemon(true);
            other.start();
            others.add(other);
        }
        work();
        others.forEach(ConcurrentReading::join);
        return finished();
    }

    /** Chunks are taken in order and finished once taken, so that nothing before a failure is left out. */
    private void work() {
        while (!failed.get()) {
            int from = next.getAndAdd(CHUNK);
            int to = Math.min(from + CHUNK, items.size());
            if (from >= to) {
                return;
            }
            for (int i = from; i < to; i++) {
                readOne(i);
            }
        }
    }

    private void readOne(int index) {
        try {
            results[index] = read.apply(items.get(index));
        } catch (RuntimeException | Error e) {
            failures[index] = e;
            failed.set(true);
        }
    }

    /** An interrupt must not leave a thread behind; it is told to whoever waits next. */
    private static void join(Thread thread) {
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @SuppressWarnings("unchecked") // only readOne fills the array
    private List<R> finished() {
        for (Throwable failure : failures) {
            if (failure instanceof Error error) {
                throw error;
            }
            if (failure != null) {
                throw (RuntimeException) failure;
            }
        }
        return (List<R>) Arrays.asList(results);
    }
}
