package dev.reflux.engine;

import dev.reflux.config.RefluxConfig;
import dev.reflux.config.Secret;
import dev.reflux.error.ConfigException;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryOptions;
import io.r2dbc.spi.Option;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** The database of the configured URL. */
final class ConfiguredSource implements ConnectionSource {

    private final ConnectionFactory factory;
    private final String description;
    private final Optional<Mono<Void>> probe;
    private final Mono<Void> disposal;

    private ConfiguredSource(
            ConnectionFactory factory, String description, Optional<Mono<Void>> probe, Mono<Void> disposal) {
        this.factory = factory;
        this.probe = probe;
        this.description = description;
        this.disposal = disposal;
    }

    static ConfiguredSource of(RefluxConfig config) {
        Secret password = config.password();
        return of(config, config.url(), config.username(), password == null ? null : password.reveal());
    }

    /** A source for a URL that came from a launched server; pool and options are those of the configuration. */
    static ConfiguredSource of(
            RefluxConfig config, @Nullable String url, @Nullable String username, @Nullable String password) {
        ConnectionFactoryOptions options = options(config, url, username, password);
        OptionNames.requireKnown(config, options, url);
        DriverSupport.Completed completed = Drivers.load().complete(OptionFiles.resolve(config, options));
        ConnectionFactory driver = PooledFactory.beside(driver(config, completed.options(), url));
        Mono<Void> closing = Mono.fromRunnable(completed.closeSockets());
        String description = describe(options);
        Duration limit = config.timeouts().connect();
        Optional<Mono<Void>> probe =
                limit.isZero() ? Optional.empty() : Drivers.load().probe(options, limit);
        if (config.pool() == null) {
            return new ConfiguredSource(driver, description, probe, closing);
        }
        PooledFactory pool = PooledFactory.over(driver, config.pool());
        return new ConfiguredSource(
                pool.factory(), description, probe, pool.dispose().then(closing));
    }

    private static ConnectionFactory driver(
            RefluxConfig config, ConnectionFactoryOptions options, @Nullable String url) {
        try {
            ConnectionFactory driver = ConnectionFactories.find(options);
            if (driver != null) {
                return driver;
            }
        } catch (IllegalArgumentException | IllegalStateException | UnsupportedOperationException e) {
            throw new ConfigException(
                    "The driver refuses the connection settings of " + config.mask(String.valueOf(url))
                            + ": " + config.mask(reason(e))
                            + ". Correct url, username, password or options" + adviceOn(e) + ".");
        }
        throw new ConfigException("No R2DBC driver on the class path serves the URL " + config.mask(String.valueOf(url))
                + ". Reflux knows r2dbc:postgresql://host:port/database and embedded:DIRECTORY.");
    }

    /** The innermost message: an outer one may only say which option it is about. */
    private static String reason(RuntimeException refusal) {
        Throwable root = refusal;
        while (root.getCause() != null
                && root.getCause() != root
                && root.getCause().getMessage() != null) {
            root = root.getCause();
        }
        String outer = String.valueOf(refusal.getMessage());
        String inner = String.valueOf(root.getMessage());
        String all = outer.contains(inner) ? outer : outer + ": " + inner;
        return all.endsWith(".") ? all.substring(0, all.length() - 1) : all;
    }

    /** The driver reads certificates before it connects, and does not say which file it cannot read. */
    private static String adviceOn(RuntimeException refusal) {
        String text = String.valueOf(refusal.getMessage());
        return text.contains("certificate") || text.contains("private key")
                ? ": sslRootCert and sslCert name certificates in PEM, sslKey a PKCS 8 key in PEM, and sslPassword"
                        + " belongs to a key that is encrypted, and to no other"
                : "";
    }

    private static ConnectionFactoryOptions options(
            RefluxConfig config, @Nullable String url, @Nullable String username, @Nullable String password) {
        ConnectionFactoryOptions.Builder options = parse(config, url).mutate();
        if (username != null) {
            options.option(ConnectionFactoryOptions.USER, username);
        }
        if (password != null) {
            options.option(ConnectionFactoryOptions.PASSWORD, password);
        }
        if (!config.timeouts().connect().isZero()) {
            options.option(
                    ConnectionFactoryOptions.CONNECT_TIMEOUT, config.timeouts().connect());
        }
        for (Map.Entry<String, String> entry : config.options().entrySet()) {
            options.option(Option.valueOf(entry.getKey()), entry.getValue());
        }
        return options.build();
    }

    private static ConnectionFactoryOptions parse(RefluxConfig config, @Nullable String url) {
        if (url == null) {
            throw new ConfigException("No database is configured. Set reflux.url, REFLUX_URL or --url to"
                    + " r2dbc:postgresql://host:port/database.");
        }
        try {
            return ConnectionFactoryOptions.parse(url);
        } catch (IllegalArgumentException e) {
            throw new ConfigException("The URL " + config.mask(url) + " is not an R2DBC URL: "
                    + config.mask(String.valueOf(e.getMessage())) + ". Write r2dbc:postgresql://host:port/database.");
        }
    }

    private static String describe(ConnectionFactoryOptions options) {
        StringBuilder text = new StringBuilder("r2dbc:").append(options.getValue(ConnectionFactoryOptions.DRIVER));
        if (options.hasOption(ConnectionFactoryOptions.PROTOCOL)) {
            text.append(':').append(options.getValue(ConnectionFactoryOptions.PROTOCOL));
        }
        text.append("://").append(options.getValue(ConnectionFactoryOptions.HOST));
        if (options.hasOption(ConnectionFactoryOptions.PORT)) {
            text.append(':').append(options.getValue(ConnectionFactoryOptions.PORT));
        }
        if (options.hasOption(ConnectionFactoryOptions.DATABASE)) {
            text.append('/').append(options.getValue(ConnectionFactoryOptions.DATABASE));
        }
        if (options.hasOption(ConnectionFactoryOptions.USER)) {
            text.append(" as user ").append(options.getValue(ConnectionFactoryOptions.USER));
        }
        return text.toString();
    }

    @Override
    public Mono<ConnectionFactory> open() {
        return Mono.just(factory);
    }

    @Override
    public Optional<Mono<Void>> probe() {
        return probe;
    }

    @Override
    public String describe() {
        return description;
    }

    @Override
    public Mono<Void> dispose() {
        return disposal;
    }
}
