package dev.reflux.spring;

import dev.reflux.config.ChecksumPolicy;
import dev.reflux.config.LockConfig;
import dev.reflux.config.Mode;
import dev.reflux.config.PoolConfig;
import dev.reflux.config.RefluxConfigBuilder;
import dev.reflux.config.RetryConfig;
import dev.reflux.config.RevisionFormat;
import dev.reflux.config.Timeouts;
import dev.reflux.config.TransactionMode;
import dev.reflux.config.WhenAhead;
import dev.reflux.error.ConfigException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.StringUtils;

/**
 * The properties {@code reflux.*}: the keys of a configuration file's section {@code reflux}, and those of the starter.
 *
 * <p>A key that is not given is null here and has the default of {@link dev.reflux.config.RefluxConfig}, but for
 * {@code version-locations}, whose default is {@value #DEFAULT_LOCATION}. An unknown key is an error, as it is in the file.
 * An empty text is null, as Spring Boot reads {@code history-table: null} from YAML.
 *
 * @param enabled whether there is a {@code Reflux} bean that migrates on start-up
 * @param target what to upgrade to on start-up
 * @param exitAfterMigration whether the application ends with status 0 once the database is migrated
 * @param health the health contributor
 * @param url R2DBC URL or {@code embedded:DIRECTORY}; null: the application's own connection factory
 * @param username user of the database
 * @param password password of the user
 * @param options further options of the driver by name
 * @param pool pool of connections
 * @param mode whether statements go to the database or are printed
 * @param scriptLocation folder of templates
 * @param versionLocations folders and {@code classpath:} locations of revision files
 * @param recursiveVersionLocations whether folders below them are searched too
 * @param fileTemplate name of a new revision file
 * @param revisionFormat what a new revision file is written in
 * @param postWriteHooks commands run on a new revision file
 * @param versionTable name of the table of current heads
 * @param versionTableSchema schema of Reflux's own tables
 * @param versionTablePk whether the version table has a primary key
 * @param historyTable name of the audit log; empty: none
 * @param transaction how steps are divided into transactions
 * @param checksums what happens when the file of an applied revision has changed
 * @param lock the advisory lock
 * @param timeouts bounds on connecting, locks and statements
 * @param retry retry of transactions
 * @param waitForDatabase how long to keep trying to connect
 * @param whenAhead what happens when the database holds revisions that no file knows
 * @param namingConvention templates of names by kind
 * @param placeholders values of {@code ${name}} in SQL revisions
 * @param compileJava whether {@code .java} files in version locations are compiled
 * @param environment class that extends {@code MigrationEnvironment}, or a {@code .java} file
 * @param targetMetadata where the wanted schema is described
 */
@ConfigurationProperties(prefix = "reflux", ignoreUnknownFields = false)
public record RefluxProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("head") String target,
        @DefaultValue("false") boolean exitAfterMigration,
        @DefaultValue Health health,
        @Nullable String url,
        @Nullable String username,
        @Nullable String password,
        @Nullable Map<String, String> options,
        @Nullable Pool pool,
        @Nullable Mode mode,
        @Nullable String scriptLocation,
        @Nullable List<String> versionLocations,
        @Nullable Boolean recursiveVersionLocations,
        @Nullable String fileTemplate,
        @Nullable RevisionFormat revisionFormat,
        @Nullable List<String> postWriteHooks,
        @Nullable String versionTable,
        @Nullable String versionTableSchema,
        @Nullable Boolean versionTablePk,
        @Nullable String historyTable,
        @Nullable TransactionMode transaction,
        @Nullable ChecksumPolicy checksums,
        @Nullable Lock lock,
        @Nullable TimeoutProperties timeouts,
        @Nullable Retry retry,
        @Nullable Duration waitForDatabase,
        @Nullable WhenAhead whenAhead,
        @Nullable Map<String, String> namingConvention,
        @Nullable Map<String, String> placeholders,
        @Nullable Boolean compileJava,
        @Nullable String environment,
        @Nullable String targetMetadata) {

    /** Where revision files are, if nothing else is said. */
    public static final String DEFAULT_LOCATION = "classpath:db/versions";

    /** Copies lists and maps. */
    public RefluxProperties {
        options = options == null ? null : Map.copyOf(options);
        versionLocations = versionLocations == null ? null : List.copyOf(versionLocations);
        postWriteHooks = postWriteHooks == null ? null : List.copyOf(postWriteHooks);
        namingConvention = namingConvention == null ? null : Map.copyOf(namingConvention);
        placeholders = placeholders == null ? null : Map.copyOf(placeholders);
    }

    /** What the health of a database is that is not where this build would bring it. */
    public enum HealthStatus {
        /** The application does not work with it. */
        DOWN,
        /** The application is to get no requests meanwhile. */
        OUT_OF_SERVICE,
        /** The application works with it; it is only told of. */
        UP
    }

    /**
     * The health contributor.
     *
     * @param pending status of a database with pending revisions
     * @param ahead status of a database that a newer build has migrated, as in each rolling update
     * @param timeToLive for how long an answer is given again before the database is asked anew; zero: it is always asked
     * @param timeout how long to wait for the database; without an answer by then, it is down
     */
    public record Health(
            @DefaultValue("down") HealthStatus pending,
            @DefaultValue("up") HealthStatus ahead,
            @DefaultValue("10s") Duration timeToLive,
            @DefaultValue("10s") Duration timeout) {

        /** Refuses a timeout that nothing could keep. */
        public Health {
            if (timeout.isZero() || timeout.isNegative()) {
                throw new ConfigException("reflux.health.timeout must be longer than 0s.");
            }
        }
    }

    /**
     * A pool of connections for an own URL; a run needs one connection. The text {@code none} is no pool.
     *
     * @param maxSize most connections
     * @param initialSize connections opened at once
     * @param minIdle idle connections kept
     * @param maxIdleTime after which an idle connection is closed
     * @param maxLifeTime after which any connection is closed
     * @param maxAcquireTime to wait for a free connection
     * @param maxCreateConnectionTime to wait for a new connection
     * @param validationQuery run before a connection is handed out
     */
    public record Pool(
            @Nullable Integer maxSize,
            @Nullable Integer initialSize,
            @Nullable Integer minIdle,
            @Nullable Duration maxIdleTime,
            @Nullable Duration maxLifeTime,
            @Nullable Duration maxAcquireTime,
            @Nullable Duration maxCreateConnectionTime,
            @Nullable String validationQuery) {

        /**
         * No pool; this is how Spring converts a text.
         *
         * @param text {@code none}, or nothing
         * @throws IllegalArgumentException for any other text
         */
        public static Pool valueOf(String text) {
            if (StringUtils.hasText(text) && !text.equals("none")) {
                throw new IllegalArgumentException("must be none, or have keys such as reflux.pool.max-size");
            }
            return new Pool(null, null, null, null, null, null, null, null);
        }

        @Nullable
        PoolConfig config() {
            if (equals(valueOf("none"))) {
                return null;
            }
            PoolConfig base = PoolConfig.DEFAULTS;
            return new PoolConfig(
                    or(maxSize, base.maxSize()),
                    or(initialSize, base.initialSize()),
                    or(minIdle, base.minIdle()),
                    or(maxIdleTime, base.maxIdleTime()),
                    or(maxLifeTime, base.maxLifeTime()),
                    or(maxAcquireTime, base.maxAcquireTime()),
                    or(maxCreateConnectionTime, base.maxCreateConnectionTime()),
                    text(validationQuery));
        }
    }

    /**
     * The advisory lock.
     *
     * @param enabled whether there is one
     * @param timeout how long to wait for it
     */
    public record Lock(@Nullable Boolean enabled, @Nullable Duration timeout) {

        LockConfig config() {
            LockConfig base = LockConfig.DEFAULTS;
            return new LockConfig(or(enabled, base.enabled()), or(timeout, base.timeout()));
        }
    }

    /**
     * Bounds; zero is the server's own setting, or no bound on connecting.
     *
     * @param connect on connecting
     * @param lock on a statement's wait for a lock
     * @param statement on a statement
     */
    public record TimeoutProperties(@Nullable Duration connect, @Nullable Duration lock, @Nullable Duration statement) {

        Timeouts config() {
            Timeouts base = Timeouts.DEFAULTS;
            return new Timeouts(or(connect, base.connect()), or(lock, base.lock()), or(statement, base.statement()));
        }
    }

    /**
     * Retry of transactions.
     *
     * @param max how often
     * @param backoff first pause
     * @param maxBackoff longest pause
     */
    public record Retry(@Nullable Integer max, @Nullable Duration backoff, @Nullable Duration maxBackoff) {

        RetryConfig config() {
            RetryConfig base = RetryConfig.DEFAULTS;
            return new RetryConfig(or(max, base.max()), or(backoff, base.backoff()), or(maxBackoff, base.maxBackoff()));
        }
    }

    /** Whether the properties name a database of their own. */
    boolean hasUrl() {
        return text(url) != null;
    }

    /** Whether they change how the application's database is connected to. */
    boolean hasCredentials() {
        return text(username) != null || text(password) != null || (options != null && !options.isEmpty());
    }

    /**
     * Sets what is given.
     *
     * @throws dev.reflux.error.ConfigException if a value cannot be used
     */
    RefluxConfigBuilder applyTo(RefluxConfigBuilder config) {
        config.versionLocations(versionLocations == null ? List.of(DEFAULT_LOCATION) : versionLocations);
        ifGiven(text(url), config::url);
        ifGiven(text(username), config::username);
        ifGiven(text(password), (String given) -> config.password(given));
        ifGiven(options, config::options);
        ifGiven(pool, given -> config.pool(given.config()));
        ifGiven(mode, config::mode);
        applyFiles(config);
        applyTables(config);
        applyRun(config);
        return config;
    }

    private void applyFiles(RefluxConfigBuilder config) {
        ifGiven(text(scriptLocation), (String given) -> config.scriptLocation(given));
        ifGiven(recursiveVersionLocations, config::recursiveVersionLocations);
        ifGiven(text(fileTemplate), config::fileTemplate);
        ifGiven(revisionFormat, config::revisionFormat);
        ifGiven(postWriteHooks, config::postWriteHooks);
        ifGiven(placeholders, config::placeholders);
        ifGiven(compileJava, config::compileJava);
        ifGiven(text(environment), config::environment);
        ifGiven(text(targetMetadata), config::targetMetadata);
    }

    private void applyTables(RefluxConfigBuilder config) {
        ifGiven(text(versionTable), config::versionTable);
        ifGiven(versionTableSchema, given -> config.versionTableSchema(text(given)));
        ifGiven(versionTablePk, config::versionTablePk);
        ifGiven(historyTable, given -> config.historyTable(text(given)));
        ifGiven(namingConvention, config::namingConvention);
    }

    private void applyRun(RefluxConfigBuilder config) {
        ifGiven(transaction, config::transaction);
        ifGiven(checksums, config::checksums);
        ifGiven(lock, given -> config.lock(given.config()));
        ifGiven(timeouts, given -> config.timeouts(given.config()));
        ifGiven(retry, given -> config.retry(given.config()));
        ifGiven(waitForDatabase, config::waitForDatabase);
        ifGiven(whenAhead, config::whenAhead);
    }

    /** Tells nothing of passwords, which also URL, options and placeholders may hold. */
    @Override
    public String toString() {
        return "RefluxProperties[enabled=" + enabled + ", target=" + target + "]";
    }

    private static <T> void ifGiven(@Nullable T value, Consumer<T> setter) {
        if (value != null) {
            setter.accept(value);
        }
    }

    private static <T> T or(@Nullable T value, T fallback) {
        return value == null ? fallback : value;
    }

    private static @Nullable String text(@Nullable String given) {
        return StringUtils.hasText(given) ? given : null;
    }
}
