package dev.reflux.testsupport;

import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryOptions;
import io.r2dbc.spi.Option;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL server that the tests may create databases on.
 *
 * @param description what it is, for people
 * @param host address
 * @param port port
 * @param username a role that may create databases
 * @param password its password, or null
 * @param maintenanceDatabase a database that exists
 * @param stop ends the server, where it was started for the tests
 */
record RunningServer(
        String description,
        String host,
        int port,
        String username,
        @Nullable String password,
        String maintenanceDatabase,
        Runnable stop)
        implements AutoCloseable {

    /** Application name of connections that only the test support makes. */
    static final String APPLICATION_NAME = "reflux test support";

    ConnectionFactoryOptions options(String database) {
        ConnectionFactoryOptions.Builder options = ConnectionFactoryOptions.builder()
                .option(ConnectionFactoryOptions.DRIVER, "postgresql")
                .option(ConnectionFactoryOptions.HOST, host)
                .option(ConnectionFactoryOptions.PORT, port)
                .option(ConnectionFactoryOptions.USER, username)
                .option(ConnectionFactoryOptions.DATABASE, database);
        if (password != null) {
            options.option(ConnectionFactoryOptions.PASSWORD, password);
        }
        return options.build();
    }

    /** Connections of the test support itself to a database. */
    ConnectionFactory support(String database) {
        return ConnectionFactories.get(options(database)
                .mutate()
                .option(Option.valueOf("applicationName"), APPLICATION_NAME)
                .build());
    }

    /** Asks the server: 14 to 18. */
    int majorVersion() {
        return BlockingSql.on(
                support(maintenanceDatabase), sql -> Integer.parseInt(sql.value("SHOW server_version_num")) / 10_000);
    }

    @Override
    public void close() {
        stop.run();
    }
}
