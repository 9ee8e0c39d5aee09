package dev.reflux.runtime;

import dev.reflux.engine.SyncConnection;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * The environment that migrations run in; the counterpart of Alembic's {@code env.py}, step by step under its names.
 *
 * <p>{@link #run} chooses by the mode flag. Online, an engine with a non-pooling connection factory opens one connection,
 * {@link #doRunMigrations} runs blocking on its bridge thread, and the engine is disposed of, whatever happened. A
 * subclass named by {@code environment} in the configuration has a public constructor that takes an
 * {@link EnvironmentContext}.
 */
public class MigrationEnvironment {

    private final EnvironmentContext context;

    /** Creates an environment; nothing is opened before a returned {@code Mono} is subscribed to. */
    public MigrationEnvironment(EnvironmentContext context) {
        this.context = context;
    }

    /** What the environment was given. */
    public final EnvironmentContext context() {
        return context;
    }

    /** Runs offline or online, as the mode flag says. Each subscription is a run of its own. */
    public Mono<MigrationReport> run() {
        return Mono.defer(() -> context.needsNoDatabase() ? runMigrationsOffline() : runMigrationsOnline());
    }

    /** Writes the script, on a thread that may block; opens no socket and loads no driver. */
    public Mono<MigrationReport> runMigrationsOffline() {
        return Mono.fromCallable(
                        () -> configure(MigrationContext.offline(context)).runMigrations())
                .subscribeOn(Schedulers.boundedElastic());
    }

    /** Runs the migrations on the database. */
    public Mono<MigrationReport> runMigrationsOnline() {
        return runAsyncMigrations();
    }

    /**
     * Makes the engine, opens one connection, bridges into {@link #doRunMigrations}, disposes of the engine. A target that
     * the files alone show to be wrong fails before all that.
     */
    public Mono<MigrationReport> runAsyncMigrations() {
        return Mono.fromRunnable(() -> new RunPlanner(context).checkTargets())
                .then(new OneConnection(context.config(), context.engines(), context.cancellation())
                        .run(this::doRunMigrations));
    }

    /** The blocking step, on the bridge thread of the connection. */
    public MigrationReport doRunMigrations(SyncConnection connection) {
        return configure(MigrationContext.online(context, connection)).runMigrations();
    }

    /** Called with the context of each run before it begins; a subclass may look at it, or refuse by throwing. */
    protected MigrationContext configure(MigrationContext migration) {
        return migration;
    }
}
