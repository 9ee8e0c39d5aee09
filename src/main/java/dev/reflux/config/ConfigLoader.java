package dev.reflux.config;

import dev.reflux.error.ConfigException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds and reads the configuration file.
 *
 * <p>The file is the one named by the caller, else the one that the environment variable {@code REFLUX_CONFIG} names, else
 * {@code application.yaml} in the working directory. {@code ${NAME}} is looked up among the system properties, then in the
 * environment. {@code REFLUX_URL}, {@code REFLUX_USERNAME}, {@code REFLUX_PASSWORD} and {@code REFLUX_MODE} win over the
 * file; an empty one counts as not set.
 */
public final class ConfigLoader {

    /** Name of the file in the working directory that is read where none is named. */
    public static final String DEFAULT_FILE = "application.yaml";

    private final Function<String, @Nullable String> systemProperties;
    private final Function<String, @Nullable String> environment;
    private final Path workingDirectory;

    /**
     * A loader over the given variables; each function answers null for one that is not set.
     *
     * @param workingDirectory folder that the file's own path is resolved against; the empty path is that of the process
     */
    public ConfigLoader(
            Function<String, @Nullable String> systemProperties,
            Function<String, @Nullable String> environment,
            Path workingDirectory) {
        this.systemProperties = Objects.requireNonNull(systemProperties, "systemProperties must not be null");
        this.environment = Objects.requireNonNull(environment, "environment must not be null");
        this.workingDirectory = Objects.requireNonNull(workingDirectory, "workingDirectory must not be null");
    }

    /** A loader over the variables of this process. */
    public static ConfigLoader ofProcess() {
        return new ConfigLoader(System::getProperty, System::getenv, Path.of(""));
    }

    /**
     * Reads the file; its sections are checked when they are asked for.
     *
     * @param named file named by the caller, or null
     * @throws ConfigException if a named file is missing, or the file cannot be read or is no YAML
     */
    public ConfigFile read(@Nullable Path named) {
        Path chosen = named == null ? fromEnvironment() : named;
        Path file = resolved(chosen);
        String text = ConfigText.read(file, chosen != null);
        YamlSource source = new YamlSource(file.toString(), new Interpolator(this::variable));
        return new ConfigFile(
                file, text != null, YamlSections.parse(text == null ? "" : text, source), source, this::set);
    }

    /**
     * The file that {@link #read} would read, whether it is there or not.
     *
     * @param named file named by the caller, or null
     */
    public Path file(@Nullable Path named) {
        return resolved(named == null ? fromEnvironment() : named);
    }

    private Path resolved(@Nullable Path chosen) {
        return workingDirectory.resolve(chosen == null ? Path.of(DEFAULT_FILE) : chosen);
    }

    private @Nullable Path fromEnvironment() {
        String name = set("REFLUX_CONFIG");
        try {
            return name == null ? null : Path.of(name);
        } catch (InvalidPathException invalid) {
            throw new ConfigException(
                    "The environment variable REFLUX_CONFIG is not a path: " + invalid.getReason() + ".");
        }
    }

    private @Nullable String variable(String name) {
        String property = systemProperties.apply(name);
        return property == null ? environment.apply(name) : property;
    }

    private @Nullable String set(String name) {
        String value = environment.apply(name);
        return value == null || value.isEmpty() ? null : value;
    }
}
