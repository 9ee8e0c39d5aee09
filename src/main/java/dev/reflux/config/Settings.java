package dev.reflux.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All keys of a section, in the order of the reference. */
final class Settings {

    static final Setting<String> URL = Setting.nullable("url", YamlValue::text).checked(Checks::url);
    static final Setting<String> USERNAME =
            Setting.nullable("username", YamlValue::text).checked(Checks::notBlank);
    static final Setting<Secret> PASSWORD = Setting.nullable("password", value -> Secret.of(value.text()));
    static final Setting<Map<String, String>> OPTIONS =
            Setting.group("options", YamlValue::texts, Map.<String, String>of()).checked(Checks::names);
    static final Setting<PoolConfig> POOL = Setting.nullable("pool", Groups::pool);
    static final Setting<Mode> MODE = Setting.of("mode", value -> value.choice(Mode.class), Mode.ONLINE);
    static final Setting<String> SCRIPT_LOCATION =
            Setting.of("script-location", YamlValue::text, "db").checked(Checks::folder);
    static final Setting<List<String>> VERSION_LOCATIONS = Setting.<List<String>>group(
                    "version-locations", YamlValue::list, null)
            .checked(Checks::locations);
    static final Setting<Boolean> RECURSIVE_VERSION_LOCATIONS =
            Setting.of("recursive-version-locations", YamlValue::flag, false);
    static final Setting<String> FILE_TEMPLATE =
            Setting.of("file-template", YamlValue::text, "{rev}_{slug}").checked(Checks::fileTemplate);
    static final Setting<RevisionFormat> REVISION_FORMAT =
            Setting.of("revision-format", value -> value.choice(RevisionFormat.class), RevisionFormat.SQL);
    static final Setting<List<String>> POST_WRITE_HOOKS = Setting.group(
                    "post-write-hooks", YamlValue::list, List.<String>of())
            .checked(Checks::noBlanks);
    static final Setting<String> VERSION_TABLE =
            Setting.of("version-table", YamlValue::text, "reflux_version").checked(Checks::identifier);
    static final Setting<String> VERSION_TABLE_SCHEMA =
            Setting.nullable("version-table-schema", YamlValue::text).checked(Checks::identifier);
    static final Setting<Boolean> VERSION_TABLE_PK = Setting.of("version-table-pk", YamlValue::flag, true);
    static final Setting<String> HISTORY_TABLE =
            Setting.nullable("history-table", YamlValue::text, "reflux_history").checked(Checks::identifier);
    static final Setting<TransactionMode> TRANSACTION =
            Setting.nullable("transaction", value -> value.choice(TransactionMode.class));
    static final Setting<ChecksumPolicy> CHECKSUMS =
            Setting.of("checksums", value -> value.choice(ChecksumPolicy.class), ChecksumPolicy.WARN);
    static final Setting<LockConfig> LOCK = Setting.group("lock", Groups::lock, LockConfig.DEFAULTS);
    static final Setting<Timeouts> TIMEOUTS = Setting.group("timeouts", Groups::timeouts, Timeouts.DEFAULTS);
    static final Setting<RetryConfig> RETRY = Setting.group("retry", Groups::retry, RetryConfig.DEFAULTS);
    static final Setting<Duration> WAIT_FOR_DATABASE =
            Setting.of("wait-for-database", YamlValue::duration, Duration.ZERO).checked(Checks::duration);
    static final Setting<WhenAhead> WHEN_AHEAD =
            Setting.of("when-ahead", value -> value.choice(WhenAhead.class), WhenAhead.FAIL);
    static final Setting<Map<String, String>> NAMING_CONVENTION = Setting.group(
                    "naming-convention", YamlValue::texts, Map.<String, String>of())
            .checked(Checks::namingConvention);
    static final Setting<Map<String, String>> PLACEHOLDERS = Setting.group(
                    "placeholders", YamlValue::texts, Map.<String, String>of())
            .checked(Checks::placeholders);
    static final Setting<Boolean> COMPILE_JAVA = Setting.of("compile-java", YamlValue::flag, true);
    static final Setting<String> ENVIRONMENT =
            Setting.nullable("environment", YamlValue::text).checked(Checks::notBlank);
    static final Setting<String> TARGET_METADATA =
            Setting.nullable("target-metadata", YamlValue::text).checked(Checks::notBlank);

    /** What tells which database, and how to reach it. */
    static final Set<Setting<?>> OF_DATABASE = Set.of(URL, USERNAME, PASSWORD, OPTIONS, POOL);

    static final List<Setting<?>> ALL = List.of(
            URL,
            USERNAME,
            PASSWORD,
            OPTIONS,
            POOL,
            MODE,
            SCRIPT_LOCATION,
            VERSION_LOCATIONS,
            RECURSIVE_VERSION_LOCATIONS,
            FILE_TEMPLATE,
            REVISION_FORMAT,
            POST_WRITE_HOOKS,
            VERSION_TABLE,
            VERSION_TABLE_SCHEMA,
            VERSION_TABLE_PK,
            HISTORY_TABLE,
            TRANSACTION,
            CHECKSUMS,
            LOCK,
            TIMEOUTS,
            RETRY,
            WAIT_FOR_DATABASE,
            WHEN_AHEAD,
            NAMING_CONVENTION,
            PLACEHOLDERS,
            COMPILE_JAVA,
            ENVIRONMENT,
            TARGET_METADATA);

    /** Keys of the Spring Boot starter, which may stand in the same section and are read there alone. */
    static final Set<String> STARTER_KEYS = Set.of("enabled", "exit-after-migration", "health", "target");

    static final Map<String, Setting<?>> BY_KEY =
            ALL.stream().collect(Collectors.toUnmodifiableMap(Setting::key, Function.identity()));

    /** What may stand in a section, in a fixed order, so that a suggestion is the same each time. */
    static final List<String> KNOWN_KEYS = Stream.concat(
                    ALL.stream().map(Setting::key), STARTER_KEYS.stream().sorted())
            .toList();

    private Settings() {}
}
