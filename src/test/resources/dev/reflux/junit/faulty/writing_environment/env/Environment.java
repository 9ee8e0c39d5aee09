import dev.reflux.engine.SyncConnection;
import dev.reflux.runtime.EnvironmentContext;
import dev.reflux.runtime.MigrationEnvironment;
import dev.reflux.runtime.MigrationReport;

public final class Environment extends MigrationEnvironment {

    public Environment(EnvironmentContext context) {
        super(context);
    }

    @Override
    public MigrationReport doRunMigrations(SyncConnection connection) {
        MigrationReport report = super.doRunMigrations(connection);
        if (report.command().equals("upgrade")) {
            connection.execute("UPDATE account SET note = 'migrated'");
        }
        return report;
    }
}
