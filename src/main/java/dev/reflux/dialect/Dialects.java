package dev.reflux.dialect;

import dev.reflux.error.ConfigException;
import java.util.List;
import java.util.Locale;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** Finds the dialect of a URL among those on the class path. */
public final class Dialects {

    private static final String FIRST = "postgresql";

    /** Asked for many times in a run, and costly to find. */
    private static final List<DialectProvider> PROVIDERS =
            ServiceLoader.load(DialectProvider.class, Dialects.class.getClassLoader()).stream()
                    .map(ServiceLoader.Provider::get)
                    .toList();

    private Dialects() {}

    /**
     * The dialect for a URL, told by its driver; that of PostgreSQL for null, since an offline script needs no URL.
     *
     * @throws ConfigException if no dialect serves the driver
     */
    public static Dialect forUrl(@Nullable String url) {
        String driver = url == null ? FIRST : driver(url);
        return PROVIDERS.stream()
                .filter(provider -> provider.supports(driver))
                .map(DialectProvider::dialect)
                .findFirst()
                .orElseThrow(() -> new ConfigException("Reflux has no dialect for the driver \"" + driver
                        + "\" of the configured URL. Use r2dbc:postgresql://host:port/database."));
    }

    /** {@code r2dbc:DRIVER:…}, {@code r2dbcs:pool:DRIVER:…} and {@code KIND:…}. */
    private static String driver(String url) {
        String[] parts = url.toLowerCase(Locale.ROOT).split(":", 4);
        boolean r2dbc = parts[0].equals("r2dbc") || parts[0].equals("r2dbcs");
        if (!r2dbc || parts.length < 2) {
            return parts[0];
        }
        return parts[1].equals("pool") && parts.length > 2 ? parts[2] : parts[1];
    }
}
