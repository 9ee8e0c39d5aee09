package dev.reflux.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each key takes and refuses in a file. */
class SettingsTests {

    private final ConfigFixture files;

    SettingsTests(@TempDir Path folder) {
        files = new ConfigFixture(folder);
    }

    private RefluxConfig one(String line) {
        return files.load("reflux:\n  " + line + "\n");
    }

    /** The error of one line; the column is counted in that line's own text. */
    private String refused(String line, int column) {
        String message =
                files.refusal("reflux:\n  " + line + "\n", 2, column + 2).getMessage();
        return Objects.requireNonNull(message).replaceFirst("^.*?yaml:2:\\d+: ", "");
    }

    @Nested
    class Durations {

        @ParameterizedTest
        @CsvSource({
            "0s, 0",
            "200ms, 200",
            "10s, 10000",
            "5m, 300000",
            "1h, 3600000",
            "2d, 172800000",
            "PT10S, 10000",
            "pt1.5s, 1500",
            "'\"10s\"', 10000",
            "P1D, 86400000",
            "24d, 2073600000"
        })
        void areReadWithTheirUnits(String text, long millis) {
            assertThat(one("wait-for-database: " + text).waitForDatabase()).isEqualTo(Duration.ofMillis(millis));
        }

        @ParameterizedTest
        @ValueSource(strings = {"0", "10", "1.5", "-3"})
        void needAUnit(String text) {
            assertThat(refused("wait-for-database: " + text, 20))
                    .isEqualTo("reflux.wait-for-database must have a unit, as in 200ms, 10s, 5m or 1h, not '" + text
                            + "'.");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"10 s", "10S", "-10s", "10us", "1m30s", "s", "PT", "P1Y", "999999999999999999d", "\u0661s"})
        void areRefusedOtherwise(String text) {
            assertThat(refused("wait-for-database: " + text, 20))
                    .isEqualTo("reflux.wait-for-database must be a duration, as in 200ms, 10s, 5m, 1h or PT10S, not '"
                            + text + "'.");
        }

        @Test
        void areBounded() {
            assertThat(refused("timeouts: {statement: PT-1S}", 23)).contains("statement must not be negative");
            assertThat(refused("timeouts: {lock: 25d}", 18)).contains("lock must not be longer than 24 days");
            assertThat(refused("timeouts: {lock: PT0.0001S}", 18)).contains("must be in whole milliseconds");
            assertThat(refused("wait-for-database: PT-1S", 20)).contains("must not be negative");
        }
    }

    @Nested
    class Scalars {

        @ParameterizedTest
        @ValueSource(strings = {"yes", "True", "on", "1", "\"\"", "FALSE"})
        void booleansAreTrueOrFalse(String text) {
            assertThat(refused("compile-java: " + text, 15))
                    .startsWith("reflux.compile-java must be true or false, not '");
        }

        @Test
        void booleansAreRead() {
            assertThat(one("compile-java: false").compileJava()).isFalse();
            assertThat(one("compile-java: \"true\"").compileJava()).isTrue();
        }

        @ParameterizedTest
        @ValueSource(strings = {"-1", "1.0", "1e3", "0x1", "1_000", "many", "2147483648"})
        void numbersAreWhole(String text) {
            assertThat(refused("retry: {max: " + text + "}", 14))
                    .isEqualTo("reflux.retry.max must be a whole number between 0 and 999999999, not '" + text + "'.");
        }

        @Test
        void choicesNameWhatThereIs() {
            assertThat(refused("transaction: all", 14))
                    .isEqualTo("reflux.transaction must be one of run, revision, none, not 'all'.");
            assertThat(refused("when-ahead: Fail", 13))
                    .isEqualTo("reflux.when-ahead must be one of fail, start, not 'Fail'.");
            assertThat(refused("checksums: off", 12)).contains("fail, warn, ignore");
            assertThat(refused("revision-format: xml", 18)).contains("sql, yaml, java");
        }

        @Test
        void textsMayLookLikeOtherTypes() {
            assertThat(one("username: 0123").username()).isEqualTo("0123");
            assertThat(one("version-table: true").versionTable()).isEqualTo("true");
        }

        @Test
        void textsAreNotListsOrMappings() {
            assertThat(refused("username: [a]", 11)).isEqualTo("reflux.username must be a single text, not a list.");
            assertThat(refused("password: {a: b}", 11))
                    .isEqualTo("reflux.password must be a single text, not a mapping.");
        }

        @Test
        void listsAreNotTexts() {
            assertThat(refused("version-locations: db", 20))
                    .isEqualTo("reflux.version-locations must be a list, as in [a, b], not a single text.");
            assertThat(refused("post-write-hooks: [a, [b]]", 23))
                    .isEqualTo("reflux.post-write-hooks[1] must be a single text, not a list.");
        }

        @Test
        void nothingLiesAboveTheClassPath() {
            for (String location : List.of("classpath:../x", "classpath:/db/../../x", "classpath:db/..")) {
                assertThat(refused("version-locations: ['" + location + "']", 20))
                        .contains("version-locations holds a location that must not hold ..");
            }
            assertThat(one("version-locations: ['../x', 'classpath:a..b/..c']").versionLocations())
                    .hasSize(2);
        }

        @Test
        void groupsAreNotTexts() {
            assertThat(refused("lock: true", 7)).isEqualTo("reflux.lock must hold further keys, not a single text.");
            assertThat(refused("options: [a]", 10)).isEqualTo("reflux.options must hold further keys, not a list.");
            assertThat(refused("options: {a: [b]}", 14))
                    .isEqualTo("reflux.options.a must be a single text, not a list.");
        }
    }

    @Nested
    class Nulls {

        @ParameterizedTest
        @ValueSource(strings = {"null", "~", "", "NULL", "Null"})
        void switchOffWhereTheKeyAllowsIt(String written) {
            assertThat(one("history-table: " + written).historyTable()).isNull();
            assertThat(one("transaction: " + written).transaction()).isNull();
            assertThat(one("password: " + written).password()).isNull();
            assertThat(one("pool: " + written).pool()).isNull();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "options",
                    "placeholders",
                    "version-locations",
                    "post-write-hooks",
                    "lock",
                    "timeouts",
                    "retry"
                })
        void meanTheDefaultWhereAllBelowIsCommentedOut(String key) {
            assertThat(one(key + ":"))
                    .isEqualTo(
                            RefluxConfig.builder().baseDirectory(files.folder).build());
        }

        @Test
        void areRefusedElsewhere() {
            assertThat(refused("mode: null", 7))
                    .isEqualTo("reflux.mode must not be null; leave the key out for its default.");
            assertThat(refused("compile-java: ~", 15)).contains("must not be null");
            assertThat(refused("placeholders: {a: null}", 19))
                    .isEqualTo("reflux.placeholders.a must not be null; an empty text is written \"\".");
        }

        @Test
        void areTextsInQuotes() {
            assertThat(one("history-table: \"null\"").historyTable()).isEqualTo("null");
            assertThat(Objects.requireNonNull(one("password: ''").password()).reveal())
                    .isEmpty();
        }
    }

    @Nested
    class Pools {

        @Test
        void areAbsentByDefaultAndByName() {
            assertThat(one("pool: none").pool()).isNull();
            assertThat(one("pool: {}").pool()).isEqualTo(PoolConfig.DEFAULTS);
        }

        @Test
        void takeTheSettingsOfThePoolLibrary() {
            assertThat(one("pool: {max-size: 4, initialSize: 1, min-idle: 2, max-idle-time: 1m, max-life-time: 1h,"
                                    + " max-acquire-time: 5s, max-create-connection-time: 6s, validation-query: select 1}")
                            .pool())
                    .isEqualTo(new PoolConfig(
                            4,
                            1,
                            2,
                            Duration.ofMinutes(1),
                            Duration.ofHours(1),
                            Duration.ofSeconds(5),
                            Duration.ofSeconds(6),
                            "select 1"));
        }

        @Test
        void areRefusedWhereTheyCannotWork() {
            assertThat(refused("pool: all", 7))
                    .isEqualTo("reflux.pool must be none or a mapping such as {max-size: 4}.");
            assertThat(refused("pool: {max-size: 0}", 18)).isEqualTo("reflux.pool.max-size must be at least 1.");
            assertThat(refused("pool: {max-size: 2, min-idle: 3}", 7))
                    .isEqualTo("reflux.pool.min-idle must not be larger than pool.max-size, which is 2.");
        }
    }

    @Nested
    class Locations {

        @Test
        void areResolvedAgainstTheFolderOfTheFile() {
            RefluxConfig config = files.load(
                    """
                    reflux:
                      script-location: migrations
                      version-locations: [b, classpath:db/versions, /abs]
                      environment: db/Environment.java
                      target-metadata: db/schema.yaml
                      url: embedded:.data
                    """);

            assertThat(config.scriptLocation()).isEqualTo(files.folder.resolve("migrations"));
            assertThat(config.versionLocations())
                    .containsExactly(files.folder.resolve("b").toString(), "classpath:db/versions", "/abs");
            assertThat(config.environment())
                    .isEqualTo(files.folder.resolve("db/Environment.java").toString());
            assertThat(config.targetMetadata())
                    .isEqualTo(files.folder.resolve("db/schema.yaml").toString());
            assertThat(config.embeddedDirectory()).contains(files.folder.resolve(".data"));
        }

        @Test
        void ofVersionsFollowTheScriptLocation() {
            assertThat(one("script-location: migrations").versionLocations())
                    .containsExactly(files.folder.resolve("migrations/versions").toString());
        }

        @Test
        void namesOfClassesAreLeftAsWritten() {
            assertThat(one("environment: com.acme.Environment").environment()).isEqualTo("com.acme.Environment");
            assertThat(one("target-metadata: class:com.acme.Schema").targetMetadata())
                    .isEqualTo("class:com.acme.Schema");
            assertThat(one("target-metadata: entities:com.acme").targetMetadata())
                    .isEqualTo("entities:com.acme");
        }

        @Test
        void areRefusedWhenTheyAreNone() {
            assertThat(refused("version-locations: []", 20)).contains("must hold at least one location");
            assertThat(refused("version-locations: [a, a]", 20)).contains("must not hold a twice");
            assertThat(refused("version-locations: ['']", 20)).contains("must not be blank");
            assertThat(refused("version-locations: [\"a\\0b\"]", 20)).contains("is not a path");
            assertThat(refused("script-location: classpath:db", 18)).contains("must be a folder");
            assertThat(refused("script-location: ' '", 18)).contains("must not be blank");
        }
    }

    @Nested
    class Names {

        @Test
        void ofTablesFitPostgresql() {
            assertThat(one("version-table: " + "a".repeat(63)).versionTable()).hasSize(63);
            assertThat(refused("version-table: " + "\u00e4".repeat(32), 16))
                    .contains("must not be longer than 63 bytes");
            assertThat(refused("version-table-schema: ''", 23)).contains("must not be blank");
        }

        @Test
        void ofTheTwoTablesDiffer() {
            assertThat(files.refusal("a: b\nreflux:\n  version-table: reflux_history\n", 2, 1))
                    .hasMessageContaining("version-table and history-table must differ; both are reflux_history.");
        }

        @Test
        void ofConstraintsFollowATemplate() {
            assertThat(one("naming-convention: {ix: \"ix_%t_%c\", fk: \"fk_%t_%c_%rt\", ck: \"ck%%_%n\"}")
                            .namingConvention())
                    .containsOnlyKeys("ix", "fk", "ck");
            assertThat(refused("naming-convention: {xx: a}", 20)).contains("has a key xx that is unknown");
            assertThat(refused("naming-convention: {ix: 'a%d'}", 20)).contains("unknown token after %");
            assertThat(refused("naming-convention: {ix: ''}", 20)).contains("must not be blank");
        }

        @Test
        void ofFilesFollowATemplate() {
            assertThat(one("file-template: \"{year}/{epoch}_{rev}\"").fileTemplate())
                    .isEqualTo("{year}/{epoch}_{rev}");
            assertThat(refused("file-template: \"{revision}\"", 16))
                    .contains("has an unknown part {revision}; known are {rev}");
            assertThat(refused("file-template: \"{rev\"", 16)).contains("has an unknown part {;");
        }

        @Test
        void ofPlaceholdersCanBeWrittenInSql() {
            assertThat(one("placeholders: {app.owner: x, b-c_1: ''}").placeholders())
                    .isEqualTo(Map.of("app.owner", "x", "b-c_1", ""));
            assertThat(refused("placeholders: {\"a b\": x}", 15)).contains("has the name 'a b'");
            assertThat(refused("placeholders: {\"\": x}", 15)).contains("has the name ''");
        }

        @Test
        void keepTheOrderWritten() {
            assertThat(one("options: {z: 1, a: 2, m: 3}").options().keySet()).containsExactly("z", "a", "m");
            assertThat(one("post-write-hooks: [b, a]").postWriteHooks()).isEqualTo(List.of("b", "a"));
        }
    }

    @Nested
    class Urls {

        @ParameterizedTest
        @ValueSource(strings = {"r2dbc:postgresql://h/d", "r2dbcs:postgresql://h/d", "r2dbc:pool:postgresql://h/d"})
        void ofTheSpiAreTaken(String url) {
            assertThat(one("url: " + url).url()).isEqualTo(url);
        }

        @Test
        void ofOtherKindsAreRefused() {
            assertThat(refused("url: jdbc:postgresql://u:hunter2@h/d", 6))
                    .isEqualTo("reflux.url must be an R2DBC URL; write r2dbc:postgresql://host/database in place of the"
                            + " JDBC URL.");
            assertThat(refused("url: localhost", 6)).isEqualTo("reflux.url must begin with r2dbc: or embedded:.");
            assertThat(refused("url: 'embedded:'", 6)).contains("must name the directory of the embedded server");
        }
    }
}
