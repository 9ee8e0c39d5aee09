package dev.reflux.config;

import dev.reflux.error.ConfigException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the command line sets up for logging; the library never touches it.
 *
 * @param config a Logback file, as Alembic's {@code fileConfig}, or null
 * @param levels level by name of the logger, in the order written; names are as Spring Boot writes them, {@code root} and
 *     {@code dev.reflux}, and levels {@code trace debug info warn error fatal off} in any case, kept in lower case
 */
public record LoggingConfig(@Nullable Path config, Map<String, String> levels) {

    /** No file, no levels: what the command line has by itself. */
    public static final LoggingConfig DEFAULTS = new LoggingConfig(null, Map.of());

    private static final Set<String> LEVELS = Set.of("trace", "debug", "info", "warn", "error", "fatal", "off");

    /**
     * Checks and copies the levels.
     *
     * @throws ConfigException if a level is unknown
     */
    public LoggingConfig {
        Map<String, String> copy = new LinkedHashMap<>();
        levels.forEach((logger, level) -> {
            Checks.require("logging.level." + logger, level, LoggingConfig::problem);
            copy.put(logger, level.toLowerCase(Locale.ROOT));
        });
        levels = Collections.unmodifiableMap(copy);
    }

    /** What is wrong with a level, or null. */
    static @Nullable String problem(String level) {
        return LEVELS.contains(level.toLowerCase(Locale.ROOT))
                ? null
                : "must be one of trace, debug, info, warn, error, off";
    }
}
