package dev.reflux;

import dev.reflux.error.ConfigException;
import dev.reflux.error.Place;
import dev.reflux.runtime.MigrationListener;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/** The listeners that are declared on the class path, each run with its own. */
final class DiscoveredListeners {

    private DiscoveredListeners() {}

    /**
     * Makes all of them, in the order of the class path.
     *
     * @throws ConfigException if one cannot be made
     */
    static List<MigrationListener> by(ClassLoader loader) {
        try {
            return ServiceLoader.load(MigrationListener.class, loader).stream()
                    .map(ServiceLoader.Provider::get)
                    .toList();
        } catch (ServiceConfigurationError e) {
            Throwable cause = e.getCause();
            throw new ConfigException(
                    "A listener that is declared in META-INF/services cannot be used: " + e.getMessage()
                            + (cause == null ? "" : " (" + cause + ")")
                            + ". It must be a public class with a public constructor without parameters; correct it, or"
                            + " remove its line.",
                    Place.UNKNOWN,
                    e);
        }
    }
}
