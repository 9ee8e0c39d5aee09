package dev.reflux.config;

import dev.reflux.config.YamlNode.Entry;
import dev.reflux.config.YamlNode.Mapping;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the keys {@code config} and {@code level} of the section {@code logging}. */
final class LoggingSection {

    private LoggingSection() {}

    /** Whether a key of the section is read here, flattened or not. */
    static boolean reads(String key) {
        return key.equals("config") || key.equals("level") || key.startsWith("level.");
    }

    static LoggingConfig read(YamlValue section, @Nullable Path folder) {
        Path config = null;
        Map<String, String> levels = new LinkedHashMap<>();
        for (Entry entry : section.mapping().entries()) {
            YamlValue value = section.child(entry);
            if (entry.key().equals("config") && !value.isNull()) {
                config = file(value, folder);
            } else if (entry.key().equals("level") && !value.isNull()) {
                collect(value, "", levels);
            }
        }
        return new LoggingConfig(config, levels);
    }

    private static Path file(YamlValue value, @Nullable Path folder) {
        String file = value.text();
        String problem = Checks.file(file);
        if (problem != null) {
            throw value.error(problem);
        }
        return folder == null ? Path.of(file) : folder.resolve(file);
    }

    /** Nested names and names with dots are the same, as with Spring Boot. */
    private static void collect(YamlValue value, String logger, Map<String, String> levels) {
        if (value.node() instanceof Mapping mapping) {
            for (Entry entry : mapping.entries()) {
                collect(value.child(entry), logger.isEmpty() ? entry.key() : logger + "." + entry.key(), levels);
            }
            return;
        }
        String level = value.text();
        String problem = logger.isEmpty() ? "must hold levels by the names of loggers" : LoggingConfig.problem(level);
        if (problem == null && levels.containsKey(logger)) {
            problem = "is given twice; keep one of the two";
        }
        if (problem != null) {
            throw value.error(problem);
        }
        levels.put(logger, level);
    }
}
