package dev.reflux.runtime;

import dev.reflux.engine.SyncConnection;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * The environment that migrations run in; the counterpart of Alembic's {@code env.py}, step by step under its names.
 *
 * <p>{@link #run} chooses by the mode flag. Online, an engine with a non-pooling connection factory opens one connection,
 * {@link #doRunMigrations} runs blocking on its bridge thread, and the engine is disposed of, whatever happened.
 *
 * <p>A subclass is a public class with a public constructor that takes an {@link EnvironmentContext}, named by
 * {@code environment} in the configuration or written into the file {@code Environment.java} of the script location. Its
 * constructor may pass on a context that it has {@linkplain EnvironmentContext#configured changed}; {@link #configure} has
 * the last word on each run, online and offline; {@link #doRunMigrations} has the connection before and after.
 *
 * <pre>{@code
 * public final class Environment extends MigrationEnvironment {
 *
 *     public Environment(EnvironmentContext context) {
 *         super(context.configured(config -> config.password(Vault.read("market"))));
 *     }
 *
 *     @Override
 *     protected MigrationContext configure(MigrationContext migration) {
 *         String tenant = context().arguments().get("tenant");
 *         return tenant == null ? migration : migration.configured(config -> config.versionTableSchema(tenant));
 *     }
 *
 *     @Override
 *     public MigrationReport doRunMigrations(SyncConnection connection) {
 *         connection.execute("SELECT begin_maintenance()");
 *         return super.doRunMigrations(connection);
 *     }
 * }
 * }</pre>
 */
public class MigrationEnvironment {

    private final EnvironmentContext context;

    /** Creates an environment; nothing is opened before a returned {@code Mono} is subscribed to. */
    public MigrationEnvironment(EnvironmentContext context) {
        this.context = Objects.requireNonNull(context, "An environment needs the context that it was given");
    }

    /** What the environment was given. */
    public final EnvironmentContext context() {
        return context;
    }

    /** Runs offline or online, as the mode flag says. Each subscription is a run of its own. */
    public Mono<MigrationReport> run() {
        return Mono.defer(() -> context.needsNoDatabase()
                        ? given(runMigrationsOffline(), "runMigrationsOffline")
                        : given(runMigrationsOnline(), "runMigrationsOnline"))
                .switchIfEmpty(Mono.error(() -> failures()
                        .nothing("doRunMigrations", "Return the report that the method of the class above gives.")))
                .onErrorMap(thrown -> failures().told(thrown));
    }

    private <T> T given(@Nullable T value, String method) {
        if (value == null) {
            throw failures().nothing(method, "Return what the method of the class above gives.");
        }
        return value;
    }

    /** Reads the file system, so it is made only when something has gone wrong. */
    private EnvironmentFailures failures() {
        return new EnvironmentFailures(getClass(), context.config());
    }

    /** Writes the script, on a thread that may block; opens no socket and loads no driver. */
    public Mono<MigrationReport> runMigrationsOffline() {
        return BlockingWork.mono(
                () -> configured(MigrationContext.offline(context)).runMigrations());
    }

    /** Runs the migrations on the database. */
    public Mono<MigrationReport> runMigrationsOnline() {
        return runAsyncMigrations();
    }

    /**
     * Makes the engine, opens one connection, bridges into {@link #doRunMigrations}, disposes of the engine. A target that
     * the files alone show to be wrong fails before all that. Where the connection is lost in the middle of the work, a
     * second one finds out what became of it.
     */
    public Mono<MigrationReport> runAsyncMigrations() {
        return Mono.fromRunnable(() -> new RunPlanner(context).checkTargets())
                .then(new OneConnection(context.config(), context.engines(), context.cancellation())
                        .run(this::doRunMigrations))
                .onErrorResume(LostSessionException.class, this::settled);
    }

    /** Begun on the thread that told of the loss, an event loop's maybe, while making an engine may read files. */
    private Mono<MigrationReport> settled(LostSessionException loss) {
        return Mono.defer(() -> new LostSession(context, loss, hasWorkOfItsOwn()).settled())
                .subscribeOn(Schedulers.boundedElastic());
    }

    /** Whether {@link #doRunMigrations} may do something after the migrations, as an override can. */
    private boolean hasWorkOfItsOwn() {
        try {
            return getClass().getMethod("doRunMigrations", SyncConnection.class).getDeclaringClass()
                    != MigrationEnvironment.class;
        } catch (NoSuchMethodException hiddenInNativeImage) {
            return true;
        }
    }

    /** The blocking step, on the bridge thread of the connection. */
    public MigrationReport doRunMigrations(SyncConnection connection) {
        return configured(MigrationContext.online(context, connection)).runMigrations();
    }

    private MigrationContext configured(MigrationContext migration) {
        return given(configure(migration), "configure");
    }

    /**
     * Called with the context of each run before it begins, online and offline.
     *
     * @return the context that is to run; what this throws, such as a {@link dev.reflux.error.UsageException} for an argument
     *     that is missing, refuses the run
     */
    protected MigrationContext configure(MigrationContext migration) {
        return migration;
    }
}
