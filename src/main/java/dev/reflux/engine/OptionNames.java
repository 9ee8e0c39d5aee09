package dev.reflux.engine;

import dev.reflux.config.RefluxConfig;
import dev.reflux.error.ConfigException;
import io.r2dbc.spi.ConnectionFactoryOptions;
import io.r2dbc.spi.Option;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Refuses options that a driver would pass over in silence: a misspelt {@code sslMode} must not mean no TLS. */
final class OptionNames {

    private static final List<Option<?>> STANDARD = List.of(
            ConnectionFactoryOptions.CONNECT_TIMEOUT,
            ConnectionFactoryOptions.DATABASE,
            ConnectionFactoryOptions.DRIVER,
            ConnectionFactoryOptions.HOST,
            ConnectionFactoryOptions.LOCK_WAIT_TIMEOUT,
            ConnectionFactoryOptions.PASSWORD,
            ConnectionFactoryOptions.PORT,
            ConnectionFactoryOptions.PROTOCOL,
            ConnectionFactoryOptions.SSL,
            ConnectionFactoryOptions.STATEMENT_TIMEOUT,
            ConnectionFactoryOptions.USER);

    private OptionNames() {}

    /** Checks the configured options and those of the URL, for a driver whose options are known. */
    static void requireKnown(RefluxConfig config, ConnectionFactoryOptions options, @Nullable String url) {
        String driver = String.valueOf(options.getValue(ConnectionFactoryOptions.DRIVER));
        Set<String> known = new HashSet<>(Drivers.load().optionNames(driver));
        if (known.isEmpty()) {
            return;
        }
        STANDARD.forEach(option -> known.add(option.name()));
        Stream.concat(config.options().keySet().stream(), ofUrl(url).stream())
                .filter(name -> !known.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new ConfigException("The " + driver + " driver has no option " + name
                            + ". Correct it; options it has: " + String.join(", ", closest(name, known)) + ".");
                });
    }

    private static List<String> ofUrl(@Nullable String url) {
        int query = url == null ? -1 : url.indexOf('?');
        if (url == null || query < 0) {
            return List.of();
        }
        return Stream.of(url.substring(query + 1).split("&"))
                .filter(pair -> !pair.isEmpty())
                .map(pair -> pair.split("=", 2)[0])
                .toList();
    }

    /** Those with the same beginning, else all. */
    private static List<String> closest(String name, Set<String> known) {
        String beginning = name.substring(0, Math.min(3, name.length())).toLowerCase(Locale.ROOT);
        List<String> alike = new ArrayList<>();
        for (String each : new TreeSet<>(known)) {
            if (each.toLowerCase(Locale.ROOT).startsWith(beginning)) {
                alike.add(each);
            }
        }
        return alike.isEmpty() ? List.copyOf(new TreeSet<>(known)) : alike;
    }
}
