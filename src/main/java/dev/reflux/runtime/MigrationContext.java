package dev.reflux.runtime;

import dev.reflux.config.Mode;
import dev.reflux.config.RefluxConfigBuilder;
import dev.reflux.engine.SyncConnection;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * One run, on one connection or into one script. Below it nothing knows which.
 *
 * <p>Follows Alembic's {@code MigrationContext}.
 */
public final class MigrationContext {

    private final EnvironmentContext environment;
    private final Function<EnvironmentContext, MigrationReport> run;

    private MigrationContext(EnvironmentContext environment, Function<EnvironmentContext, MigrationReport> run) {
        this.environment = environment;
        this.run = run;
    }

    /** A run on a connection; to be used on its bridge thread. */
    static MigrationContext online(EnvironmentContext environment, SyncConnection connection) {
        return new MigrationContext(environment, context -> new HeardRun(context, Mode.ONLINE)
                .run(() -> new OnlineRun(context, connection).run()));
    }

    /** A run into a script. */
    static MigrationContext offline(EnvironmentContext environment) {
        return new MigrationContext(
                environment, context -> new HeardRun(context, Mode.OFFLINE).run(() -> new OfflineRun(context).run()));
    }

    /** What is known of the run beforehand. */
    public EnvironmentContext environment() {
        return environment;
    }

    /**
     * The same run with other values of the configuration, such as the names of our tables, the transaction mode or the
     * timeouts. The connection is open by now and the mode chosen; for what comes before, see
     * {@link EnvironmentContext#configured}.
     *
     * <p>Follows the arguments of Alembic's {@code context.configure}.
     *
     * @throws dev.reflux.error.ConfigException if a value cannot be used
     */
    public MigrationContext configured(UnaryOperator<RefluxConfigBuilder> change) {
        return new MigrationContext(environment.configured(change), run);
    }

    /** The same run with another listener, which hears everything after the one that is there. */
    public MigrationContext listening(MigrationListener another) {
        return new MigrationContext(environment.listening(another), run);
    }

    /** Runs the migrations, once. Blocks. */
    public MigrationReport runMigrations() {
        return run.apply(environment);
    }
}
