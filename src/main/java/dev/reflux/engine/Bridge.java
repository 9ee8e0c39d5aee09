package dev.reflux.engine;

import dev.reflux.error.CancelledException;
import dev.reflux.error.ConnectionFailedException;
import dev.reflux.error.Place;
import dev.reflux.error.RefluxException;
import dev.reflux.error.UsageException;
import io.r2dbc.spi.Connection;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * The bridge from a reactive connection into one blocking step: waits on the bridge thread for what the driver does, and
 * turns cancellation, from whichever side it comes, into a cancel request and a bounded wait for the statement to end.
 */
final class Bridge {

    /** How long a cancelled statement may take to end, and a statement of the clean-up to run. */
    static final Duration CLEAN_UP_LIMIT = Duration.ofSeconds(5);

    /** How long a step may take to end after its cancellation. */
    private static final Duration END_LIMIT = CLEAN_UP_LIMIT.multipliedBy(3);

    /** A request that comes before the server has begun the statement is lost, so it is sent again. */
    private static final Duration CANCEL_REPEAT = Duration.ofMillis(200);

    /** How long one cancel request may take on its own socket. */
    private static final Duration CANCEL_ANSWER = Duration.ofSeconds(1);

    private static final Logger log = LoggerFactory.getLogger(Bridge.class);

    private final Connection connection;
    private final Optional<DriverSupport.Session> driver;
    private final @Nullable ServerWatch watch;
    private final Object lock = new Object();

    private @Nullable Thread thread;
    private @Nullable CompletableFuture<?> running;
    private @Nullable String cancelReason;
    private long cancelledAt;
    private boolean broken;
    private boolean interruptible;

    Bridge(Connection connection, Optional<DriverSupport.Session> driver, @Nullable ServerWatch watch) {
        this.connection = connection;
        this.driver = driver;
        this.watch = watch;
    }

    Connection connection() {
        return connection;
    }

    Optional<DriverSupport.Session> driver() {
        return driver;
    }

    /** Binds the bridge to the calling thread for the length of a step. */
    void enter() {
        synchronized (lock) {
            thread = Thread.currentThread();
        }
    }

    /** Ends the step that {@link #enter} began. */
    void leave() {
        synchronized (lock) {
            thread = null;
        }
    }

    /** True once the server has not answered within the clean-up limit: waiting again would only add up. */
    private boolean isBroken() {
        synchronized (lock) {
            return broken;
        }
    }

    /** Waits on the bridge thread for the only value of a publisher; fails at once when cancelled. */
    <T> T await(Mono<T> publisher) {
        requireBridgeThread();
        CompletableFuture<T> future;
        synchronized (lock) {
            if (cancelReason != null) {
                throw new CancelledException(cancelReason);
            }
            future = publisher.toFuture();
            running = future;
        }
        try {
            return watch == null ? future.get() : watch.await(future);
        } catch (TimeoutException e) {
            throw failure(unreachable());
        } catch (InterruptedException e) {
            cancel("The bridge thread was interrupted.");
            return awaitCancelled(future);
        } catch (ExecutionException e) {
            throw seenFromCaller(failure(e.getCause()));
        } finally {
            synchronized (lock) {
                running = null;
            }
        }
    }

    /** Waits, bounded, for what gives resources back; runs after a cancellation too. */
    <T> T awaitCleanUp(Mono<T> publisher) {
        requireBridgeThread();
        if (isBroken()) {
            throw unanswered();
        }
        boolean interrupted = Thread.interrupted();
        try {
            return publisher.toFuture().get(CLEAN_UP_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
            throw unanswered();
        } catch (TimeoutException e) {
            throw unanswered();
        } catch (ExecutionException e) {
            throw unchecked(e.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /**
     * Runs code that may wait for anything else than the database: a cancellation that finds no statement running
     * interrupts it, and what it throws then is the cancellation.
     */
    void runInterruptibly(Runnable code) {
        requireBridgeThread();
        beginInterruptible();
        try {
            code.run();
        } catch (RuntimeException e) {
            throw failure(e);
        } finally {
            endInterruptible();
        }
    }

    private void beginInterruptible() {
        synchronized (lock) {
            if (cancelReason != null) {
                throw new CancelledException(cancelReason);
            }
            interruptible = true;
        }
    }

    /** An interrupt of a cancellation ends with what it was meant for; the clean-up needs a thread without. */
    private void endInterruptible() {
        synchronized (lock) {
            interruptible = false;
            if (cancelReason != null) {
                Thread.interrupted();
            }
        }
    }

    /** Cancels the step: its running statement now, and every later one that is not part of the clean-up. */
    void cancel(String reason) {
        CompletableFuture<?> statement;
        synchronized (lock) {
            if (cancelReason != null) {
                return;
            }
            cancelReason = reason;
            cancelledAt = System.nanoTime();
            statement = running;
            if (statement == null && interruptible && thread != null) {
                thread.interrupt();
            }
        }
        if (statement != null) {
            endOnServer(statement);
        }
    }

    /** How long the end of the step may still take. */
    Duration leftToEnd() {
        synchronized (lock) {
            Duration left = END_LIMIT;
            if (cancelReason != null) {
                left = left.minusNanos(System.nanoTime() - cancelledAt);
            }
            return left.isNegative() ? Duration.ZERO : left;
        }
    }

    private void endOnServer(CompletableFuture<?> statement) {
        Mono<Void> request = driver.map(DriverSupport.Session::cancelRunning).orElse(Mono.empty());
        Flux.interval(Duration.ZERO, CANCEL_REPEAT, Schedulers.parallel())
                .onBackpressureDrop()
                .concatMap(tick ->
                        statement.isDone() ? Mono.just(true) : ask(request).thenReturn(false))
                .takeUntil(ended -> ended)
                .take(CLEAN_UP_LIMIT) // last, so that a request which hangs is given up too
                .doOnTerminate(() -> giveUpOn(statement))
                .subscribe();
    }

    private static Mono<Void> ask(Mono<Void> request) {
        return request.timeout(CANCEL_ANSWER).onErrorResume(e -> {
            log.debug("The cancel request failed", e);
            return Mono.empty();
        });
    }

    private void giveUpOn(CompletableFuture<?> statement) {
        if (!statement.isDone()) {
            markBroken();
            statement.completeExceptionally(unanswered());
        }
    }

    private <T> T awaitCancelled(CompletableFuture<T> future) {
        try {
            return future.get(CLEAN_UP_LIMIT.plusSeconds(1).toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException | TimeoutException e) {
            throw unanswered();
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        }
    }

    /** A statement that failed after the cancellation failed because of it. */
    private RuntimeException failure(@Nullable Throwable cause) {
        String reason;
        synchronized (lock) {
            reason = cancelReason;
        }
        if (reason == null || (cause instanceof CancelledException && reason.equals(cause.getMessage()))) {
            return unchecked(cause);
        }
        return new CancelledException(reason, Place.UNKNOWN, cause);
    }

    /** The way to the caller says more than that to the driver, whose own exception has it. */
    private static <T extends Throwable> T seenFromCaller(T failure) {
        if (failure instanceof RefluxException && failure.getCause() != null) {
            failure.setStackTrace(new Throwable().getStackTrace());
        }
        return failure;
    }

    private ConnectionFailedException unanswered() {
        markBroken();
        String message = "The server did not answer within " + CLEAN_UP_LIMIT.toSeconds()
                + " s; the connection is dropped and the server rolls back its transaction.";
        return new ConnectionFailedException(message, Place.UNKNOWN, null, null);
    }

    private ConnectionFailedException unreachable() {
        markBroken();
        return new ConnectionFailedException(
                "The connection was lost: the server is silent, and does not answer either when it is asked over another"
                        + " socket whether it is there. Run the command again when it can be reached.",
                Place.UNKNOWN,
                null,
                null);
    }

    private void markBroken() {
        synchronized (lock) {
            broken = true;
        }
    }

    private void requireBridgeThread() {
        Thread current = Thread.currentThread();
        synchronized (lock) {
            if (current == thread) {
                return;
            }
        }
        throw new UsageException(
                Schedulers.isNonBlockingThread(current)
                        ? "SyncConnection was called on the event-loop thread " + current.getName()
                                + ", which must never block. Use it only inside the function given to runSync."
                        : "SyncConnection was called on thread " + current.getName()
                                + ". It serves only the thread that runSync calls the function on, while it runs.");
    }

    private static RuntimeException unchecked(@Nullable Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException exception ? exception : new IllegalStateException(cause);
    }
}
