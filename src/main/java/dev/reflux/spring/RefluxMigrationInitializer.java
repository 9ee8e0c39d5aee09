package dev.reflux.spring;

import dev.reflux.Reflux;
import dev.reflux.config.Mode;
import dev.reflux.error.CancelledException;
import dev.reflux.error.ConfigException;
import dev.reflux.error.UsageException;
import dev.reflux.runtime.MigrationReport;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import reactor.core.scheduler.Schedulers;

/**
 * Upgrades the database while the application starts, before any bean that depends on it is made.
 *
 * <p>The thread that refreshes the application context waits; what blocks has threads of its own, and no event loop waits. An
 * interrupt of the waiting thread, as Spring sends when the application is stopped meanwhile, cancels the run: its
 * statement is cancelled on the server, its transaction rolled back and its lock given back.
 *
 * <p>An application with several databases declares one of these for each {@link Reflux}.
 */
public final class RefluxMigrationInitializer implements InitializingBean {

    /** Somewhat more than the run itself takes to give up what it waits for. */
    private static final Duration END_LIMIT = Duration.ofSeconds(25);

    private static final Logger log = LoggerFactory.getLogger(RefluxMigrationInitializer.class);

    private final Reflux reflux;
    private final String target;
    private final boolean enabled;
    private final @Nullable StartupRun startup;
    private final @Nullable ApplicationExit exit;
    private volatile @Nullable MigrationReport report;

    /**
     * An initializer for one database.
     *
     * @param reflux what migrates it
     * @param target what to upgrade to, such as {@code head}
     */
    public RefluxMigrationInitializer(Reflux reflux, String target) {
        this(reflux, target, true, null, null);
    }

    /**
     * An initializer for one database.
     *
     * @param enabled whether it does anything: an application that was processed ahead of time has this bean whatever
     *     {@code reflux.enabled} is by the time it starts
     * @param startup what {@code reflux} tells its progress and is cancelled by, or null
     * @param exit what ends the application after the migration, or null
     */
    RefluxMigrationInitializer(
            Reflux reflux,
            String target,
            boolean enabled,
            @Nullable StartupRun startup,
            @Nullable ApplicationExit exit) {
        this.reflux = reflux;
        this.target = target;
        this.enabled = enabled;
        this.startup = startup;
        this.exit = exit;
    }

    /** What the run did; empty before it has ended, and with {@code mode: offline}. */
    public Optional<MigrationReport> report() {
        return Optional.ofNullable(report);
    }

    @Override
    public void afterPropertiesSet() {
        if (!enabled) {
            log.info("The database is not migrated on start-up: reflux.enabled is false.");
            return;
        }
        try {
            if (reflux.config().mode() == Mode.OFFLINE) {
                leaveAlone();
            } else {
                requireThreadThatMayBlock();
                MigrationReport done = run();
                report = done;
                if (startup != null) {
                    startup.end();
                }
                log.info(StartupSummary.of(done));
            }
        } catch (ConfigException | UsageException e) {
            throw failed(e);
        }
        if (exit != null) {
            exit.done();
        }
    }

    private void leaveAlone() {
        if (exit != null) {
            throw new ConfigException("reflux.exit-after-migration is true and reflux.mode is offline, so that the"
                    + " application would end without having migrated anything. Set reflux.mode to online.");
        }
        log.warn("The database is not migrated on start-up: reflux.mode is offline.");
    }

    /** A wait on an event loop could wait for itself: the driver's answers may come on it. */
    private static void requireThreadThatMayBlock() {
        if (Schedulers.isInNonBlockingThread()) {
            throw new UsageException("The application context is refreshed on the thread "
                    + Thread.currentThread().getName()
                    + ", which belongs to Reactor and must not block, and a migration"
                    + " on start-up blocks it. Start the application on a thread of its own, such as main or one of"
                    + " Schedulers.boundedElastic().");
        }
    }

    private MigrationReport run() {
        CompletableFuture<MigrationReport> outcome = reflux.upgrade(target).toFuture();
        try {
            return outcome.get();
        } catch (ExecutionException e) {
            throw failed(e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            return cancelled(outcome);
        }
    }

    /**
     * Spring takes a thread that still waits without a limit for stuck and goes on without it, so this wait has one. The
     * interrupt has done its work and is not set again: beans are destroyed on this thread.
     */
    private MigrationReport cancelled(CompletableFuture<MigrationReport> outcome) {
        log.info("The application is stopped while the database is migrated; the migration is cancelled.");
        if (startup == null) {
            outcome.cancel(true);
            throw failed(stopped());
        }
        startup.cancel("the application is stopping");
        try {
            return outcome.get(END_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw failed(e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException | InterruptedException e) {
            outcome.cancel(true);
            throw failed(stopped());
        }
    }

    private static CancelledException stopped() {
        return new CancelledException("The migration was cancelled: the application is stopping. Its end was not waited"
                + " for; the server rolls back what is open.");
    }

    private MigrationFailedException failed(Throwable cause) {
        return new MigrationFailedException(cause, startup == null ? null : startup.committedSteps());
    }
}
