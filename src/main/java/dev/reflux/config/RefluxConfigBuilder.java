package dev.reflux.config;

import dev.reflux.error.ConfigException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Collects values for a {@link RefluxConfig}.
 *
 * <p>Each method replaces the value of the key that its name spells in camel case, and throws
 * {@link dev.reflux.error.ConfigException}, naming the argument, where a file's value would be refused. Texts are taken as
 * they are: {@code ${NAME}} is replaced in files only. Not for use by several threads.
 */
public final class RefluxConfigBuilder {

    private final Map<Setting<?>, @Nullable Object> values;
    private Path baseDirectory;

    RefluxConfigBuilder(Path baseDirectory, Map<Setting<?>, @Nullable Object> values) {
        this.baseDirectory = baseDirectory;
        this.values = new HashMap<>(values);
    }

    /** R2DBC URL or {@code embedded:DIRECTORY}; null for none. */
    public RefluxConfigBuilder url(@Nullable String url) {
        return set(Settings.URL, url);
    }

    /** The same for a URL that wins over what is set: where it names a user, it wins over username and password too. */
    public RefluxConfigBuilder overridingUrl(String url) {
        if (UrlSecrets.namesUser(url)) {
            username(null).password((Secret) null);
        }
        return url(url);
    }

    /** User of the database; null: the one in the URL. */
    public RefluxConfigBuilder username(@Nullable String username) {
        return set(Settings.USERNAME, username);
    }

    /** Password of the user; null: the one in the URL. */
    public RefluxConfigBuilder password(@Nullable Secret password) {
        return set(Settings.PASSWORD, password);
    }

    /** Password of the user; null: the one in the URL. */
    public RefluxConfigBuilder password(@Nullable String password) {
        return password(password == null ? null : Secret.of(password));
    }

    /** Further options of the driver by name, in place of those there are. */
    public RefluxConfigBuilder options(Map<String, String> options) {
        return set(Settings.OPTIONS, copy(Settings.OPTIONS, options));
    }

    /** Pool of connections; null for none. */
    public RefluxConfigBuilder pool(@Nullable PoolConfig pool) {
        return set(Settings.POOL, pool);
    }

    /** Whether statements go to the database or are printed. */
    public RefluxConfigBuilder mode(Mode mode) {
        return set(Settings.MODE, mode);
    }

    /** Folder of templates and of the default versions folder. */
    public RefluxConfigBuilder scriptLocation(Path scriptLocation) {
        return set(Settings.SCRIPT_LOCATION, text(scriptLocation));
    }

    /** Folder of templates and of the default versions folder. */
    public RefluxConfigBuilder scriptLocation(String scriptLocation) {
        return set(Settings.SCRIPT_LOCATION, scriptLocation);
    }

    /** Folders and {@code classpath:} locations; null: the folder {@code versions} of the script location. */
    public RefluxConfigBuilder versionLocations(@Nullable List<String> versionLocations) {
        return set(Settings.VERSION_LOCATIONS, copy(Settings.VERSION_LOCATIONS, versionLocations));
    }

    /** Folders and {@code classpath:} locations; at least one. */
    public RefluxConfigBuilder versionLocations(String... versionLocations) {
        return versionLocations(List.of(versionLocations));
    }

    /** Whether folders in version locations are searched too. */
    public RefluxConfigBuilder recursiveVersionLocations(boolean recursiveVersionLocations) {
        return set(Settings.RECURSIVE_VERSION_LOCATIONS, recursiveVersionLocations);
    }

    /** Name of a new revision file less its ending. */
    public RefluxConfigBuilder fileTemplate(String fileTemplate) {
        return set(Settings.FILE_TEMPLATE, fileTemplate);
    }

    /** What a new revision file is written in. */
    public RefluxConfigBuilder revisionFormat(RevisionFormat revisionFormat) {
        return set(Settings.REVISION_FORMAT, revisionFormat);
    }

    /** Commands run on a new revision file, in order. */
    public RefluxConfigBuilder postWriteHooks(List<String> postWriteHooks) {
        return set(Settings.POST_WRITE_HOOKS, copy(Settings.POST_WRITE_HOOKS, postWriteHooks));
    }

    /** Name of the table of current heads; at most 63 bytes. */
    public RefluxConfigBuilder versionTable(String versionTable) {
        return set(Settings.VERSION_TABLE, versionTable);
    }

    /** Schema of our tables; null: the first of the search path. */
    public RefluxConfigBuilder versionTableSchema(@Nullable String versionTableSchema) {
        return set(Settings.VERSION_TABLE_SCHEMA, versionTableSchema);
    }

    /** Whether the version table has a primary key. */
    public RefluxConfigBuilder versionTablePk(boolean versionTablePk) {
        return set(Settings.VERSION_TABLE_PK, versionTablePk);
    }

    /** Name of the audit log; null switches it off. */
    public RefluxConfigBuilder historyTable(@Nullable String historyTable) {
        return set(Settings.HISTORY_TABLE, historyTable);
    }

    /** How steps are divided into transactions; null: run where DDL is transactional, else none. */
    public RefluxConfigBuilder transaction(@Nullable TransactionMode transaction) {
        return set(Settings.TRANSACTION, transaction);
    }

    /** What happens when the file of an applied revision has changed. */
    public RefluxConfigBuilder checksums(ChecksumPolicy checksums) {
        return set(Settings.CHECKSUMS, checksums);
    }

    /** The advisory lock. */
    public RefluxConfigBuilder lock(LockConfig lock) {
        return set(Settings.LOCK, lock);
    }

    /** Bounds on connecting, locks and statements. */
    public RefluxConfigBuilder timeouts(Timeouts timeouts) {
        return set(Settings.TIMEOUTS, timeouts);
    }

    /** Retry of transactions. */
    public RefluxConfigBuilder retry(RetryConfig retry) {
        return set(Settings.RETRY, retry);
    }

    /** How long to keep trying to connect; zero: one try. */
    public RefluxConfigBuilder waitForDatabase(Duration waitForDatabase) {
        return set(Settings.WAIT_FOR_DATABASE, waitForDatabase);
    }

    /** What happens when the database holds revisions that no file knows. */
    public RefluxConfigBuilder whenAhead(WhenAhead whenAhead) {
        return set(Settings.WHEN_AHEAD, whenAhead);
    }

    /** Templates of names by kind, {@code ix uq ck fk pk}. */
    public RefluxConfigBuilder namingConvention(Map<String, String> namingConvention) {
        return set(Settings.NAMING_CONVENTION, copy(Settings.NAMING_CONVENTION, namingConvention));
    }

    /** Values of {@code ${name}} in SQL revisions, by name. */
    public RefluxConfigBuilder placeholders(Map<String, String> placeholders) {
        return set(Settings.PLACEHOLDERS, copy(Settings.PLACEHOLDERS, placeholders));
    }

    /** Whether {@code .java} files in version locations are compiled; else they are refused. */
    public RefluxConfigBuilder compileJava(boolean compileJava) {
        return set(Settings.COMPILE_JAVA, compileJava);
    }

    /** Class name of a {@code MigrationEnvironment} or path of a {@code .java} file; null: the default one. */
    public RefluxConfigBuilder environment(@Nullable String environment) {
        return set(Settings.ENVIRONMENT, environment);
    }

    /** Where the wanted schema is described: a file, {@code class:NAME} or {@code entities:PACKAGE}; null: nowhere. */
    public RefluxConfigBuilder targetMetadata(@Nullable String targetMetadata) {
        return set(Settings.TARGET_METADATA, targetMetadata);
    }

    /** Folder that relative paths are resolved against; the empty path is the working directory. */
    public RefluxConfigBuilder baseDirectory(Path baseDirectory) {
        this.baseDirectory = Objects.requireNonNull(baseDirectory, "baseDirectory must not be null");
        return this;
    }

    /**
     * The values so far; the builder may go on to be used.
     *
     * @throws ConfigException if values do not fit together
     */
    public RefluxConfig build() {
        RefluxConfig config = new RefluxConfig(baseDirectory, values);
        if (config.versionTable().equals(config.historyTable())) {
            throw new ConfigException("version-table and history-table must differ; both are " + config.versionTable()
                    + ". Give one of the tables another name.");
        }
        return config;
    }

    /** Sets a value that is known to be checked. */
    <T> void put(Setting<T> setting, @Nullable T value) {
        values.put(setting, value);
    }

    private <T> RefluxConfigBuilder set(Setting<T> setting, @Nullable T value) {
        put(setting, setting.checked(setting.argument(), value));
        return this;
    }

    private static @Nullable String text(@Nullable Path path) {
        return path == null ? null : path.toString();
    }

    private static @Nullable List<String> copy(Setting<?> setting, @Nullable List<String> list) {
        if (list == null) {
            return null;
        }
        List<String> copy = new ArrayList<>(list);
        refuseNull(setting, copy.contains(null));
        return Collections.unmodifiableList(copy);
    }

    private static @Nullable Map<String, String> copy(Setting<?> setting, @Nullable Map<String, String> map) {
        if (map == null) {
            return null;
        }
        Map<String, String> copy = new LinkedHashMap<>(map);
        refuseNull(setting, copy.containsKey(null) || copy.containsValue(null));
        return Collections.unmodifiableMap(copy);
    }

    private static void refuseNull(Setting<?> setting, boolean found) {
        if (found) {
            throw new ConfigException(setting.argument() + " must not hold null.");
        }
    }
}
