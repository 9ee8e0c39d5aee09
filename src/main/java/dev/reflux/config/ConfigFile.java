package dev.reflux.config;

import dev.reflux.error.ConfigException;
import dev.reflux.error.Place;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A configuration file that was read, or the defaults in place of one that is missing. */
public final class ConfigFile {

    /** Section that is read where none is named. */
    public static final String DEFAULT_SECTION = "reflux";

    private final Path path;
    private final boolean present;
    private final YamlSections sections;
    private final YamlSource source;
    private final Function<String, @Nullable String> environment;

    ConfigFile(
            Path path,
            boolean present,
            YamlSections sections,
            YamlSource source,
            Function<String, @Nullable String> environment) {
        this.path = path;
        this.present = present;
        this.sections = sections;
        this.source = source;
        this.environment = environment;
    }

    /** The file, or nothing where the default file is missing. */
    public Optional<Path> path() {
        return present ? Optional.of(path) : Optional.empty();
    }

    /**
     * The values of a section, with what the environment overrides.
     *
     * @param section name of the section; null: {@code reflux}, which may be missing
     * @throws ConfigException if a named section is missing, or the section holds an unknown key, a key twice, an alias, or a
     *     value that its key does not allow
     */
    public RefluxConfig config(@Nullable String section) {
        Optional<YamlValue> found = section(section);
        RefluxConfigBuilder builder = builder(found, setting -> true);
        override(builder);
        return build(builder, found);
    }

    /**
     * The values of a section but for those of the database: {@code url}, {@code username}, {@code password},
     * {@code options} and {@code pool} are not read, so that the variables they name need not be set. The environment
     * overrides nothing. Else as {@link #config}.
     */
    public RefluxConfig configOfFiles(@Nullable String section) {
        Optional<YamlValue> found = section(section);
        return build(builder(found, setting -> !Settings.OF_DATABASE.contains(setting)), found);
    }

    private Optional<YamlValue> section(@Nullable String section) {
        Optional<YamlValue> found = sections.find(section == null ? DEFAULT_SECTION : section, key -> true);
        if (section != null && found.isEmpty()) {
            throw missing(section);
        }
        return found;
    }

    private RefluxConfigBuilder builder(Optional<YamlValue> found, Predicate<Setting<?>> wanted) {
        Path parent = path.getParent();
        RefluxConfigBuilder builder = RefluxConfig.builder().baseDirectory(parent == null ? Path.of("") : parent);
        found.ifPresent(value -> readAll(value, builder, wanted));
        return builder;
    }

    /**
     * The keys of the top-level section {@code logging} that the command line applies.
     *
     * @throws ConfigException if one of them is wrong; its other keys are ignored
     */
    public LoggingConfig logging() {
        return sections.find("logging", LoggingSection::reads)
                .map(value -> LoggingSection.read(value, path.getParent()))
                .orElse(LoggingConfig.DEFAULTS);
    }

    private static void readAll(YamlValue section, RefluxConfigBuilder builder, Predicate<Setting<?>> wanted) {
        for (Map.Entry<String, YamlValue> entry :
                YamlGroup.of(section, Settings.KNOWN_KEYS).values().entrySet()) {
            Setting<?> setting = Settings.BY_KEY.get(entry.getKey());
            if (setting != null && wanted.test(setting)) {
                read(entry.getValue(), setting, builder);
            }
        }
    }

    private static <T> void read(YamlValue value, Setting<T> setting, RefluxConfigBuilder builder) {
        builder.put(setting, setting.read(value));
    }

    private void override(RefluxConfigBuilder builder) {
        String url = environment.apply("REFLUX_URL");
        if (url != null) {
            Settings.URL.checked("The environment variable REFLUX_URL", url);
            builder.overridingUrl(url);
        }
        override(builder, "REFLUX_USERNAME", Settings.USERNAME, Function.identity());
        override(builder, "REFLUX_PASSWORD", Settings.PASSWORD, Secret::of);
        override(builder, "REFLUX_MODE", Settings.MODE, ConfigFile::mode);
    }

    private <T> void override(
            RefluxConfigBuilder builder, String variable, Setting<T> setting, Function<String, T> parser) {
        String text = environment.apply(variable);
        if (text != null) {
            builder.put(setting, setting.checked("The environment variable " + variable, parser.apply(text)));
        }
    }

    private static Mode mode(String text) {
        return Choices.parse(Mode.class, text)
                .orElseThrow(() -> new ConfigException("The environment variable REFLUX_MODE must be one of "
                        + String.join(", ", Choices.names(Mode.class)) + ", not '" + text + "'."));
    }

    private RefluxConfig build(RefluxConfigBuilder builder, Optional<YamlValue> section) {
        try {
            return builder.build();
        } catch (ConfigException conflict) {
            throw section.map(at -> source.error(at.node().position(), String.valueOf(conflict.getMessage())))
                    .orElse(conflict);
        }
    }

    private ConfigException missing(String section) {
        if (!present) {
            return new ConfigException("There is no section " + section + ", for there is no file " + path
                    + ". Name the file that holds the section.");
        }
        List<String> names = sections.names();
        String there = names.isEmpty() ? "has no section at all" : "has the sections " + String.join(", ", names);
        return new ConfigException(
                "The configuration file " + path + " has no section " + section + ". It " + there + ".",
                Place.ofFile(path.toString()));
    }
}
