package dev.reflux.spring;

import dev.reflux.Reflux;
import dev.reflux.error.CancelledException;
import dev.reflux.runtime.MigrationListener;
import dev.reflux.runtime.MigrationReport;
import dev.reflux.runtime.MigrationReport.Step;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Sinks;

/**
 * The run while the application starts, of whatever {@link Reflux}: what it has committed, and how it is ended early.
 *
 * <p>Two things end it. Spring interrupts the thread that refreshes a context which is closed meanwhile, gives it 10 ms to show
 * that it was not in vain, and then goes on without it. So that a busy machine does not leave a statement running on the
 * server, a shutdown hook of the run cancels it as well, and keeps the JVM until it has ended.
 */
final class StartupRun implements MigrationListener {

    /** Somewhat more than the run itself takes to give up what it waits for. */
    private static final Duration END_LIMIT = Duration.ofSeconds(25);

    /** That of the initializer, whose run it is. */
    private static final Logger log = LoggerFactory.getLogger(RefluxMigrationInitializer.class);

    private final Sinks.One<String> cancellation = Sinks.one();
    private final AtomicBoolean cancelled = new AtomicBoolean();
    private final List<Step> committed = new CopyOnWriteArrayList<>();

    @Override
    public void committed(List<Step> steps) {
        committed.addAll(steps);
    }

    /**
     * Upgrades, while the calling thread waits.
     *
     * @throws MigrationFailedException with what the run failed with; {@link CancelledException} where the application is stopped
     *     meanwhile
     */
    MigrationReport upgrade(Reflux reflux, String target) {
        Reflux heard = reflux.toBuilder()
                .listener(this)
                .cancelWhen(cancellation.asMono())
                .build();
        CompletableFuture<MigrationReport> outcome = heard.upgrade(target).toFuture();
        Thread hook = new Thread(() -> cancelAndWait(outcome), "reflux-shutdown");
        boolean hooked = add(hook);
        try {
            if (!hooked) {
                cancel();
            }
            return result(outcome);
        } finally {
            if (hooked) {
                remove(hook);
            }
        }
    }

    /**
     * Spring takes a thread that still waits without a limit for stuck and goes on without it, so that the wait for the end of a
     * cancelled run has one. The interrupt has done its work and is not set again: beans are destroyed on this thread.
     */
    private MigrationReport result(CompletableFuture<MigrationReport> outcome) {
        try {
            return outcome.get();
        } catch (ExecutionException e) {
            throw failed(e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            cancel();
        }
        try {
            return outcome.get(END_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw failed(e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException | InterruptedException e) {
            outcome.cancel(true);
            throw failed(new CancelledException(
                    "The migration was cancelled: the application is stopping. Its end was not waited"
                            + " for; the server rolls back what is open."));
        }
    }

    private MigrationFailedException failed(Throwable cause) {
        return new MigrationFailedException(cause, List.copyOf(committed));
    }

    private void cancel() {
        if (cancelled.compareAndSet(false, true)) {
            log.info("The application is stopped while the database is migrated; the migration is cancelled.");
            cancellation.tryEmitValue("the application is stopping");
        }
    }

    /** What it ends with is told by the thread that waits for the result. */
    private void cancelAndWait(CompletableFuture<MigrationReport> outcome) {
        cancel();
        try {
            outcome.handle((report, failure) -> true).get(END_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException | InterruptedException e) {
            log.warn("The cancelled migration did not end in time; the server rolls back what is open.");
        }
    }

    /** Whether the JVM is not ending already. */
    private static boolean add(Thread hook) {
        try {
            Runtime.getRuntime().addShutdownHook(hook);
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    private static void remove(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            log.debug("The JVM is ending, and with it the hook of the run.");
        }
    }
}
