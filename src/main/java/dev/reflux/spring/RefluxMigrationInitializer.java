package dev.reflux.spring;

import dev.reflux.Reflux;
import dev.reflux.config.Mode;
import dev.reflux.error.ConfigException;
import dev.reflux.error.RefluxException;
import dev.reflux.error.UsageException;
import dev.reflux.runtime.MigrationReport;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import reactor.core.scheduler.Schedulers;

/**
 * Upgrades the database while the application starts, before any bean that depends on it is made.
 *
 * <p>The thread that refreshes the application context waits; what blocks has threads of its own, and no event loop waits. The
 * end of the JVM, and an interrupt of the waiting thread, as Spring sends when the application is stopped meanwhile, cancel the
 * run: its statement is cancelled on the server, its transaction rolled back and its lock given back.
 *
 * <p>An application with several databases declares one of these for each {@link Reflux}.
 */
public final class RefluxMigrationInitializer implements InitializingBean {

    private static final Logger log = LoggerFactory.getLogger(RefluxMigrationInitializer.class);

    private final Reflux reflux;
    private final String target;
    private final boolean enabled;
    private final @Nullable ApplicationExit exit;
    private volatile @Nullable MigrationReport report;

    /**
     * An initializer for one database.
     *
     * @param reflux what migrates it
     * @param target what to upgrade to, such as {@code head}
     */
    public RefluxMigrationInitializer(Reflux reflux, String target) {
        this(reflux, target, true, null);
    }

    /**
     * An initializer for one database.
     *
     * @param enabled whether it does anything: an application that was processed ahead of time has this bean whatever
     *     {@code reflux.enabled} is by the time it starts
     * @param exit what ends the application after the migration, or null
     */
    RefluxMigrationInitializer(Reflux reflux, String target, boolean enabled, @Nullable ApplicationExit exit) {
        this.reflux = reflux;
        this.target = target;
        this.enabled = enabled;
        this.exit = exit;
    }

    /** What the run did; empty before it has ended, and with {@code mode: offline}. */
    public Optional<MigrationReport> report() {
        return Optional.ofNullable(report);
    }

    /** Whether this is the one that migrates the database of the given one. */
    boolean migrates(Reflux other) {
        return reflux == other;
    }

    /** What it upgrades to. */
    String target() {
        return target;
    }

    @Override
    public void afterPropertiesSet() {
        if (!enabled) {
            log.info("The database is not migrated on start-up: reflux.enabled is false.");
            return;
        }
        try {
            migrate();
        } catch (MigrationFailedException e) {
            if (exit != null) {
                exit.failed(e);
            }
            throw e;
        }
        if (exit != null) {
            exit.done();
        }
    }

    private void migrate() {
        if (reflux.config().mode() == Mode.OFFLINE) {
            leaveAlone();
            return;
        }
        requireThreadThatMayBlock();
        MigrationReport done = new StartupRun().upgrade(reflux, target);
        report = done;
        log.info(StartupSummary.of(done));
    }

    private void leaveAlone() {
        if (exit != null) {
            throw failed(
                    new ConfigException("reflux.exit-after-migration is true and reflux.mode is offline, so that the"
                            + " application would end without having migrated anything. Set reflux.mode to online."));
        }
        log.warn("The database is not migrated on start-up: reflux.mode is offline.");
    }

    /** A wait on an event loop could wait for itself: the driver's answers may come on it. */
    private void requireThreadThatMayBlock() {
        if (Schedulers.isInNonBlockingThread()) {
            throw failed(new UsageException("The application context is refreshed on the thread "
                    + Thread.currentThread().getName()
                    + ", which belongs to Reactor and must not block, and a migration"
                    + " on start-up blocks it. Start the application on a thread of its own, such as main or one of"
                    + " Schedulers.boundedElastic()."));
        }
    }

    private static MigrationFailedException failed(RefluxException cause) {
        return new MigrationFailedException(cause, List.of());
    }
}
