package dev.reflux.runtime;

import dev.reflux.error.CancelledException;
import dev.reflux.error.InvalidRevisionFileException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Work for one thread, which may block: publishers put it here when they are subscribed to, from any thread, and the
 * thread does it in that order while it waits for the end of a publisher. No thread but this one ever waits.
 */
final class TaskQueue {

    private final Thread thread = Thread.currentThread();
    private final Queue<QueuedTask<?>> tasks = new ConcurrentLinkedQueue<>();
    private final Map<QueuedTask<?>, CancelledException> givenUp = new LinkedHashMap<>();
    private volatile boolean closed;

    /** How a publisher ended. */
    private record End(@Nullable Throwable failure) {}

    /** Puts work into the queue at each subscription; its end is signalled on the thread of the queue. */
    Mono<Void> run(Runnable work) {
        return call(() -> {
            work.run();
            return null;
        });
    }

    /** As {@link #run}, with a result; null: none. */
    <T> Mono<T> call(Supplier<? extends @Nullable T> work) {
        return Mono.create(sink -> add(new QueuedTask<>(work, sink)));
    }

    /** On the thread itself work is done at once, after what is before it. */
    private void add(QueuedTask<?> task) {
        tasks.add(task);
        if (closed && tasks.remove(task)) {
            refuse(task);
        } else if (Thread.currentThread() == thread) {
            drain();
        } else {
            LockSupport.unpark(thread);
        }
    }

    private void drain() {
        for (QueuedTask<?> task = tasks.poll(); task != null; task = tasks.poll()) {
            run(task);
        }
    }

    /**
     * A cancellation ends the waiting, wherever on this thread, rather than be told to a publisher, which might try again
     * for ever.
     */
    private void run(QueuedTask<?> task) {
        try {
            task.run();
        } catch (CancelledException e) {
            givenUp.put(task, e);
            thread.interrupt();
        }
    }

    private static void refuse(QueuedTask<?> task) {
        task.fail(new InvalidRevisionFileException(
                "The migration has ended, so its operations run nothing any more. Let its publisher"
                        + " complete only when all is done."));
    }

    /**
     * Subscribes on the calling thread, which has to be that of the queue, and works until the publisher ends. What has
     * been put into the queue before a publisher completes is done.
     *
     * @return what it failed with, or null
     * @throws CancelledException if the thread is interrupted meanwhile, or work ends with that error; the publisher is then
     *     cancelled
     */
    @Nullable
    Throwable await(Publisher<?> publisher) {
        AtomicReference<@Nullable End> end = new AtomicReference<>();
        Disposable subscription =
                Flux.from(publisher).subscribe(ignored -> {}, failure -> finish(end, failure), () -> finish(end, null));
        try {
            return work(end);
        } finally {
            subscription.dispose();
            closed = true;
            tasks.forEach(TaskQueue::refuse);
            givenUp.forEach(QueuedTask::fail);
        }
    }

    private void finish(AtomicReference<@Nullable End> end, @Nullable Throwable failure) {
        end.set(new End(failure));
        LockSupport.unpark(thread);
    }

    private @Nullable Throwable work(AtomicReference<@Nullable End> end) {
        while (true) {
            End reached = end.get();
            if (reached != null && reached.failure() != null) {
                return reached.failure();
            }
            QueuedTask<?> task = tasks.poll();
            if (task != null) {
                run(task);
            } else if (reached != null) {
                return null;
            } else if (Thread.interrupted()) {
                throw new CancelledException("The thread of the migration was interrupted.");
            } else {
                LockSupport.park(this);
            }
        }
    }
}
