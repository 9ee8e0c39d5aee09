package dev.reflux.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a run needs to know, checked and immutable: what Alembic keeps in {@code alembic.ini} and passes to
 * {@code EnvironmentContext.configure}.
 *
 * <p>Made by {@link #load(Path)} and {@link ConfigLoader} from a file, or by {@link #builder()}. Accessors bear the names of
 * the keys in camel case. Collections are immutable. Relative paths are resolved against {@link #baseDirectory()}.
 */
public final class RefluxConfig {

    static final String EMBEDDED = "embedded:";
    private static final String CLASSPATH = "classpath:";

    private final Path baseDirectory;
    private final Map<Setting<?>, @Nullable Object> values;
    private final SensitiveText sensitive;

    RefluxConfig(Path baseDirectory, Map<Setting<?>, @Nullable Object> given) {
        this.baseDirectory = baseDirectory;
        Map<Setting<?>, @Nullable Object> all = new LinkedHashMap<>();
        for (Setting<?> setting : Settings.ALL) {
            all.put(setting, given.containsKey(setting) ? given.get(setting) : setting.fallback());
        }
        this.values = Collections.unmodifiableMap(all);
        this.sensitive = SensitiveText.of(secrets());
    }

    /** A builder that starts from the defaults, with the working directory as base directory. */
    public static RefluxConfigBuilder builder() {
        return new RefluxConfigBuilder(Path.of(""), Map.of());
    }

    /** A builder that starts from these values. */
    public RefluxConfigBuilder toBuilder() {
        return new RefluxConfigBuilder(baseDirectory, values);
    }

    /** What holds where nothing is configured; neither file nor environment is read. */
    public static RefluxConfig defaults() {
        return builder().build();
    }

    /**
     * Reads the section {@code reflux} of a file, with the variables of this process.
     *
     * @throws dev.reflux.error.ConfigException if the file cannot be read or holds what it must not
     */
    public static RefluxConfig load(Path file) {
        return ConfigLoader.ofProcess().read(file).config(null);
    }

    /**
     * Reads a section of a file, with the variables of this process.
     *
     * @throws dev.reflux.error.ConfigException if the file cannot be read, has no such section or holds what it must not
     */
    public static RefluxConfig load(Path file, String section) {
        return ConfigLoader.ofProcess().read(file).config(section);
    }

    /** R2DBC URL or {@code embedded:DIRECTORY}, as given: it may hold a password, see {@link #mask}. */
    public @Nullable String url() {
        return find(Settings.URL);
    }

    /** Data directory of the embedded server, where {@link #url()} is {@code embedded:DIRECTORY}. */
    public Optional<Path> embeddedDirectory() {
        return Optional.ofNullable(url())
                .filter(url -> url.startsWith(EMBEDDED))
                .map(url -> baseDirectory.resolve(url.substring(EMBEDDED.length())));
    }

    /** User of the database, when not given in the URL. */
    public @Nullable String username() {
        return find(Settings.USERNAME);
    }

    /** Password of the user, when not given in the URL. */
    public @Nullable Secret password() {
        return find(Settings.PASSWORD);
    }

    /** Further {@code ConnectionFactoryOptions} of the driver by name, in the order written. */
    public Map<String, String> options() {
        return get(Settings.OPTIONS);
    }

    /** Pool of connections, or null for none. */
    public @Nullable PoolConfig pool() {
        return find(Settings.POOL);
    }

    /** Whether statements go to the database or are printed as a script. */
    public Mode mode() {
        return get(Settings.MODE);
    }

    /** Folder of templates and of the default versions folder. */
    public Path scriptLocation() {
        return baseDirectory.resolve(get(Settings.SCRIPT_LOCATION));
    }

    /**
     * Folders, resolved, and {@code classpath:} locations, as written, in the order written; never empty. The default is the
     * folder {@code versions} of the script location.
     */
    public List<String> versionLocations() {
        List<String> locations = find(Settings.VERSION_LOCATIONS);
        return locations == null
                ? List.of(scriptLocation().resolve("versions").toString())
                : locations.stream().map(this::resolved).toList();
    }

    /** Whether folders in version locations are searched too. */
    public boolean recursiveVersionLocations() {
        return get(Settings.RECURSIVE_VERSION_LOCATIONS);
    }

    /** Name of a new revision file less its ending, with parts in braces such as {@code {rev}}. */
    public String fileTemplate() {
        return get(Settings.FILE_TEMPLATE);
    }

    /** What a new revision file is written in. */
    public RevisionFormat revisionFormat() {
        return get(Settings.REVISION_FORMAT);
    }

    /** Commands run on a new revision file, whose path is {@code {file}}, in order. */
    public List<String> postWriteHooks() {
        return get(Settings.POST_WRITE_HOOKS);
    }

    /** Name of the table of current heads, Alembic's {@code version_table}. */
    public String versionTable() {
        return get(Settings.VERSION_TABLE);
    }

    /** Schema of our tables, or null for the first of the search path. */
    public @Nullable String versionTableSchema() {
        return find(Settings.VERSION_TABLE_SCHEMA);
    }

    /** Whether the version table has a primary key. */
    public boolean versionTablePk() {
        return get(Settings.VERSION_TABLE_PK);
    }

    /** Name of the audit log, or null where it is switched off. */
    public @Nullable String historyTable() {
        return find(Settings.HISTORY_TABLE);
    }

    /** How steps are divided into transactions; null: run where DDL is transactional, else none. */
    public @Nullable TransactionMode transaction() {
        return find(Settings.TRANSACTION);
    }

    /** What happens when the file of an applied revision has changed. */
    public ChecksumPolicy checksums() {
        return get(Settings.CHECKSUMS);
    }

    /** The advisory lock. */
    public LockConfig lock() {
        return get(Settings.LOCK);
    }

    /** Bounds on connecting, locks and statements. */
    public Timeouts timeouts() {
        return get(Settings.TIMEOUTS);
    }

    /** Retry of transactions. */
    public RetryConfig retry() {
        return get(Settings.RETRY);
    }

    /** How long to keep trying to connect; zero: one try. */
    public Duration waitForDatabase() {
        return get(Settings.WAIT_FOR_DATABASE);
    }

    /** What happens when the database holds revisions that no file knows. */
    public WhenAhead whenAhead() {
        return get(Settings.WHEN_AHEAD);
    }

    /** Templates of names by kind ({@code ix uq ck fk pk}); a kind that is missing gets PostgreSQL's own names. */
    public Map<String, String> namingConvention() {
        return get(Settings.NAMING_CONVENTION);
    }

    /** Values of {@code ${name}} in SQL revisions by name; empty: nothing is replaced. */
    public Map<String, String> placeholders() {
        return get(Settings.PLACEHOLDERS);
    }

    /** Whether {@code .java} files in version locations are compiled; else they are refused. */
    public boolean compileJava() {
        return get(Settings.COMPILE_JAVA);
    }

    /** Class name of a {@code MigrationEnvironment}, or path of a {@code .java} file, resolved; null for the default one. */
    public @Nullable String environment() {
        String environment = find(Settings.ENVIRONMENT);
        return environment != null && environment.endsWith(".java") ? resolved(environment) : environment;
    }

    /** Path of a file with the wanted schema, resolved, or {@code class:} or {@code entities:} with a name, as written. */
    public @Nullable String targetMetadata() {
        String target = find(Settings.TARGET_METADATA);
        if (target == null || target.startsWith("class:") || target.startsWith("entities:")) {
            return target;
        }
        return resolved(target);
    }

    /** Folder of the configuration file as it was named; the empty path, which is the working directory, without one. */
    public Path baseDirectory() {
        return baseDirectory;
    }

    /**
     * The text with the configured password, the one in the URL, those among the options, and the values of placeholders
     * whose name ends in {@code password}, {@code secret}, {@code token} or the like replaced by {@code ********}, however
     * their characters are percent-encoded. For messages of the driver, and for the URL.
     */
    public String mask(String text) {
        String url = url();
        String withoutUrl = url == null ? text : text.replace(url, maskedUrl(url));
        return sensitive.mask(withoutUrl);
    }

    /** Whether a text is one of those secrets, and nothing else. */
    public boolean isSecret(String text) {
        return !text.equals(SensitiveText.MASK) && mask(text).equals(SensitiveText.MASK);
    }

    /**
     * Whether a text leads into the database: it is one of those secrets, the URL, or holds such a secret where a password
     * stands, as another URL or a connection string does.
     */
    public boolean holdsSecret(String text) {
        return text.equals(url()) || isSecret(text) || sensitive.isPasswordIn(text);
    }

    static boolean isClasspath(String location) {
        return location.startsWith(CLASSPATH);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RefluxConfig that
                && baseDirectory.equals(that.baseDirectory)
                && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return Objects.hash(baseDirectory, values);
    }

    /** All values by their keys, without any secret. */
    @Override
    public String toString() {
        return values.entrySet().stream()
                .map(entry -> entry.getKey().key() + "=" + shown(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining(", ", "RefluxConfig[", "]"));
    }

    private String shown(Setting<?> setting, @Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> entry.getKey() + "=" + shownOption(entry.getKey(), entry.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        return setting == Settings.PASSWORD ? String.valueOf(value) : mask(String.valueOf(value));
    }

    private String shownOption(Object name, Object value) {
        return SensitiveText.isSensitiveName(name.toString()) ? SensitiveText.MASK : mask(value.toString());
    }

    private List<String> secrets() {
        List<String> secrets = new ArrayList<>();
        String url = url();
        if (url != null && !url.startsWith(EMBEDDED)) {
            secrets.addAll(UrlSecrets.find(url));
        }
        Secret password = password();
        if (password != null) {
            secrets.add(password.reveal());
        }
        options().forEach((name, value) -> {
            if (SensitiveText.isSensitiveName(name)) {
                secrets.add(value);
            }
        });
        placeholders().forEach((name, value) -> {
            if (SensitiveText.isSecretName(name)) {
                secrets.add(value);
            }
        });
        return secrets;
    }

    private static String maskedUrl(String url) {
        return url.startsWith(EMBEDDED) ? url : UrlSecrets.mask(url);
    }

    private String resolved(String location) {
        return isClasspath(location)
                ? location
                : baseDirectory.resolve(location).toString();
    }

    private <T> T get(Setting<T> setting) {
        return Objects.requireNonNull(find(setting));
    }

    @SuppressWarnings("unchecked") // only the builder fills the map, and a setting's value has its type
    private <T> @Nullable T find(Setting<T> setting) {
        return (T) values.get(setting);
    }
}
