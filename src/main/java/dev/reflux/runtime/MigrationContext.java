package dev.reflux.runtime;

import dev.reflux.engine.SyncConnection;
import java.util.function.Supplier;

/**
 * One run, on one connection or into one script. Below it nothing knows which.
 *
 * <p>Follows Alembic's {@code MigrationContext}.
 */
public final class MigrationContext {

    private final EnvironmentContext environment;
    private final Supplier<MigrationReport> run;

    private MigrationContext(EnvironmentContext environment, Supplier<MigrationReport> run) {
        this.environment = environment;
        this.run = run;
    }

    /** A run on a connection; to be used on its bridge thread. */
    static MigrationContext online(EnvironmentContext environment, SyncConnection connection) {
        return new MigrationContext(environment, () -> new OnlineRun(environment, connection).run());
    }

    /** A run into a script. */
    static MigrationContext offline(EnvironmentContext environment) {
        return new MigrationContext(environment, () -> new OfflineRun(environment).run());
    }

    /** What is known of the run beforehand. */
    public EnvironmentContext environment() {
        return environment;
    }

    /** Runs the migrations, once. Blocks. */
    public MigrationReport runMigrations() {
        return run.get();
    }
}
