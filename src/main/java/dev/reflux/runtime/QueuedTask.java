package dev.reflux.runtime;

import dev.reflux.error.CancelledException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.MonoSink;

/** Work of a subscription. Once that is cancelled it is not begun, and how it ended is told to nobody. */
final class QueuedTask<T> {

    private static final Logger log = LoggerFactory.getLogger(QueuedTask.class);

    private final Supplier<? extends @Nullable T> work;
    private final MonoSink<T> sink;
    private volatile boolean cancelled;

    QueuedTask(Supplier<? extends @Nullable T> work, MonoSink<T> sink) {
        this.work = work;
        this.sink = sink;
        sink.onCancel(() -> cancelled = true);
    }

    /**
     * Does the work and tells how it ended.
     *
     * @throws CancelledException if the run is cancelled, which is told to nobody yet
     */
    void run() {
        if (cancelled) {
            return;
        }
        T result;
        try {
            result = work.get();
        } catch (CancelledException e) {
            throw e;
        } catch (RuntimeException e) {
            fail(e);
            return;
        }
        sink.success(result);
    }

    void fail(RuntimeException failure) {
        if (cancelled) {
            log.debug("Work that nobody waits for any more failed", failure);
        } else {
            sink.error(failure);
        }
    }
}
