package dev.reflux.engine;

import dev.reflux.config.RefluxConfig;
import io.r2dbc.spi.ConnectionFactoryOptions;
import io.r2dbc.spi.Option;
import java.util.Set;

/** The options of a configuration for a connection factory that somebody else makes. */
public final class DriverOptions {

    /** Drivers that wrap the one which their protocol names first. */
    private static final Set<String> WRAPPERS = Set.of("pool", "proxy");

    private DriverOptions() {}

    /**
     * The given options with the configured ones in their place, checked as those beside a URL are.
     *
     * @param given what the connection factory has without them
     * @param config whose {@code options} are taken; its URL, user and password are not
     * @throws dev.reflux.error.ConfigException if the driver has no option of a name, or an option names a file that is not there
     */
    public static ConnectionFactoryOptions over(ConnectionFactoryOptions given, RefluxConfig config) {
        ConnectionFactoryOptions.Builder own =
                ConnectionFactoryOptions.builder().option(ConnectionFactoryOptions.DRIVER, driver(given));
        config.options().forEach((name, value) -> own.option(Option.valueOf(name), value));
        OptionNames.requireKnown(config, own.build(), null);
        ConnectionFactoryOptions resolved = OptionFiles.resolve(config, own.build());
        ConnectionFactoryOptions.Builder all = given.mutate();
        for (String name : config.options().keySet()) {
            all.option(Option.valueOf(name), resolved.getRequiredValue(Option.valueOf(name)));
        }
        return all.build();
    }

    private static String driver(ConnectionFactoryOptions given) {
        String driver = String.valueOf(given.getValue(ConnectionFactoryOptions.DRIVER));
        String protocol = String.valueOf(given.getValue(ConnectionFactoryOptions.PROTOCOL));
        while (WRAPPERS.contains(driver)) {
            String[] inner = protocol.split(":", 2);
            driver = inner[0];
            protocol = inner.length == 1 ? "" : inner[1];
        }
        return driver;
    }
}
