package dev.reflux.engine.postgresql;

import dev.reflux.engine.DriverSupport;
import io.netty.buffer.Unpooled;
import io.r2dbc.postgresql.PostgresqlConnectionConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionFactoryProvider;
import io.r2dbc.postgresql.api.ErrorDetails;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.postgresql.api.PostgresqlException;
import io.r2dbc.postgresql.client.SSLMode;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactoryOptions;
import io.r2dbc.spi.Option;
import io.r2dbc.spi.Wrapped;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Support for {@code org.postgresql:r2dbc-postgresql}. */
public final class PostgresqlDriverSupport implements DriverSupport {

    /** Called by {@link java.util.ServiceLoader}. */
    public PostgresqlDriverSupport() {}

    @Override
    public Optional<Session> attach(Connection connection) {
        Object candidate = connection;
        while (!(candidate instanceof PostgresqlConnection) && candidate instanceof Wrapped<?> wrapped) {
            candidate = wrapped.unwrap();
        }
        return candidate instanceof PostgresqlConnection postgresql
                ? Optional.of(new PostgresqlSession(postgresql))
                : Optional.empty();
    }

    /** Connection exceptions of class 08 are made up by the driver: no server has said anything. */
    @Override
    public Optional<ServerMessage> describe(Throwable error) {
        if (!(error instanceof PostgresqlException postgresql)
                || postgresql.getErrorDetails().getCode().startsWith("08")) {
            return Optional.empty();
        }
        return Optional.of(message(postgresql.getErrorDetails()));
    }

    /** The driver declares its options as constants. */
    @Override
    public Set<String> optionNames(String driver) {
        if (!isOurs(driver)) {
            return Set.of();
        }
        return Stream.of(PostgresqlConnectionFactoryProvider.class.getFields())
                .filter(field -> Option.class.isAssignableFrom(field.getType()))
                .map(PostgresqlDriverSupport::optionName)
                .collect(Collectors.toSet());
    }

    /** A server of several, or behind a socket of the file system, is not asked. */
    @Override
    public Optional<Mono<Void>> probe(ConnectionFactoryOptions options, Duration limit) {
        Object host = options.getValue(ConnectionFactoryOptions.HOST);
        if (!isOurs(String.valueOf(options.getValue(ConnectionFactoryOptions.DRIVER)))
                || options.hasOption(PostgresqlConnectionFactoryProvider.SOCKET)
                || host == null
                || host.toString().contains(",")) {
            return Optional.empty();
        }
        Object port = options.getValue(ConnectionFactoryOptions.PORT);
        ServerProbe probe = new ServerProbe(
                host.toString(),
                port == null ? PostgresqlConnectionConfiguration.DEFAULT_PORT : Integer.parseInt(port.toString()),
                limit);
        return Optional.of(Mono.<Void>fromCallable(() -> {
                    probe.ask();
                    return null;
                })
                .subscribeOn(Schedulers.boundedElastic()));
    }

    @Override
    public Set<String> fileOptions(String driver) {
        return isOurs(driver)
                ? Set.of(
                        PostgresqlConnectionFactoryProvider.SSL_CERT.name(),
                        PostgresqlConnectionFactoryProvider.SSL_KEY.name(),
                        PostgresqlConnectionFactoryProvider.SSL_ROOT_CERT.name())
                : Set.of();
    }

    @Override
    public Completed complete(ConnectionFactoryOptions options) {
        ConnectionFactoryOptions completed = withoutHostName(options);
        if (!leadsToUs(options)) {
            return new Completed(completed, () -> {});
        }
        OwnSockets sockets = new OwnSockets();
        return new Completed(
                options.hasOption(PostgresqlConnectionFactoryProvider.LOOP_RESOURCES)
                        ? keptAlive(completed)
                        : keptAlive(completed)
                                .mutate()
                                .option(PostgresqlConnectionFactoryProvider.LOOP_RESOURCES, sockets)
                                .build(),
                sockets::closeAll);
    }

    /** Directly, or through a pool. */
    private static boolean leadsToUs(ConnectionFactoryOptions options) {
        return Stream.of(ConnectionFactoryOptions.DRIVER, ConnectionFactoryOptions.PROTOCOL)
                .map(each -> String.valueOf(options.getValue(each)))
                .anyMatch(PostgresqlDriverSupport::isOurs);
    }

    /** Netty compares host names unless it is told not to, which is more than {@code verify-ca} asks for. */
    private static ConnectionFactoryOptions withoutHostName(ConnectionFactoryOptions options) {
        Object mode = options.getValue(PostgresqlConnectionFactoryProvider.SSL_MODE);
        Object alias = options.getValue(PostgresqlConnectionFactoryProvider.SSL_MODE_ALIAS);
        if (!isVerifyCa(mode == null ? alias : mode)
                || options.hasOption(PostgresqlConnectionFactoryProvider.SSL_CONTEXT_BUILDER_CUSTOMIZER)) {
            return options;
        }
        return options.mutate()
                .option(
                        PostgresqlConnectionFactoryProvider.SSL_CONTEXT_BUILDER_CUSTOMIZER,
                        builder -> builder.endpointIdentificationAlgorithm(null))
                .build();
    }

    /**
     * Nothing is sent while a statement runs, so that without keep-alive a server that has lost its power would be waited
     * for without end, even where it, or another under its address, is there again and knows nothing of the session.
     */
    private static ConnectionFactoryOptions keptAlive(ConnectionFactoryOptions options) {
        boolean unwatched = options.hasOption(PostgresqlConnectionFactoryProvider.TCP_KEEPALIVE)
                || options.hasOption(PostgresqlConnectionFactoryProvider.SOCKET);
        if (unwatched) {
            return options;
        }
        return options.mutate()
                .option(PostgresqlConnectionFactoryProvider.TCP_KEEPALIVE, true)
                .build();
    }

    /** As the driver reads it, by value or by name. */
    private static boolean isVerifyCa(@Nullable Object mode) {
        return mode != null && mode.toString().replace('_', '-').equalsIgnoreCase(SSLMode.VERIFY_CA.toString());
    }

    private static boolean isOurs(String driver) {
        return driver.equals(PostgresqlConnectionFactoryProvider.POSTGRESQL_DRIVER)
                || driver.equals(PostgresqlConnectionFactoryProvider.LEGACY_POSTGRESQL_DRIVER);
    }

    private static String optionName(Field constant) {
        try {
            return ((Option<?>) constant.get(null)).name();
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("A public constant is not accessible", e);
        }
    }

    private static ServerMessage message(ErrorDetails details) {
        return new ServerMessage(
                details.getSeverityNonLocalized(),
                details.getCode(),
                details.getMessage(),
                details.getDetail().orElse(null),
                details.getHint().orElse(null),
                details.getWhere().orElse(null),
                number(details.getPosition()));
    }

    private static @Nullable Integer number(Optional<String> position) {
        return position.map(Integer::valueOf).orElse(null);
    }

    private record PostgresqlSession(PostgresqlConnection connection) implements Session {

        @Override
        public Mono<Void> cancelRunning() {
            return connection.cancelRequest();
        }

        @Override
        public Mono<Long> copyIn(String statement, Publisher<ByteBuffer> data) {
            return connection.copyIn(statement, Flux.from(data).map(Unpooled::wrappedBuffer));
        }
    }
}
