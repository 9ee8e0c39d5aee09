package dev.reflux.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a section is read: names, spelling, flattened keys, several documents, and what is refused where. */
class YamlRulesTests {

    private final ConfigFixture files;

    YamlRulesTests(@TempDir Path folder) {
        files = new ConfigFixture(folder);
    }

    @Test
    void aCharacterOfTwoUnitsMayStandAnywhere() {
        for (int length = 900; length < 1100; length++) {
            String username = "x".repeat(length) + "\uD83D\uDE00";
            files.write("application.yaml", "reflux: {username: " + username + "}");

            assertThat(files.loader().read(null).config(null).username()).isEqualTo(username);
        }
    }

    @Nested
    class UnknownKeys {

        @ParameterizedTest
        @CsvSource({
            "usrname, username",
            "loc, lock",
            "version_table, version-table",
            "VersionTabel, version-table",
            "version-location, version-locations",
            "scriptlocation, script-location",
            "enable, enabled",
        })
        void areRefusedWithTheNearestKnownOne(String written, String nearest) {
            assertThat(files.refusal("reflux:\n  mode: online\n  " + written + ": a\n", 3, 3))
                    .hasMessageEndingWith("reflux." + written + " is not a known key. The nearest known key is reflux."
                            + nearest + ".");
        }

        @Test
        void areRefusedInsideGroupsByTheirFullName() {
            assertThat(files.refusal("reflux:\n  lock: {enabled: true, timeuot: 5s}\n", 2, 25))
                    .hasMessageEndingWith(
                            "reflux.lock.timeuot is not a known key. The nearest known key is reflux.lock.timeout.");
            assertThat(files.refusal("reflux:\n  pool:\n    maxsize: 1\n", 3, 5))
                    .hasMessageContaining("reflux.pool.max-size");
        }

        @Test
        void areRefusedInANamedSectionByItsName() {
            files.write("application.yaml", "shop: {usrname: a}\n");

            assertThat(ConfigFixture.refusal(() -> files.loader().read(null).config("shop")))
                    .hasMessageEndingWith(
                            "application.yaml:1:8: shop.usrname is not a known key. The nearest known key is"
                                    + " shop.username.");
        }

        @Test
        void neverShowTheirValues() {
            assertThat(files.refusal("reflux: {pasword: hunter2}\n", 1, 10)).hasMessageNotContaining("hunter2");
        }

        @Test
        void outsideTheSectionAreIgnored() {
            assertThat(files.load(
                                    """
                    server: {port: 8080, x: &a [1], y: *a, !!weird z: !thing {q: 1, q: 2}}
                    logging: {file: {name: x.log}, level: wrong, pattern: &p {console: "${UNSET}"}}
                    spring: {r2dbc: {password: "${ALSO_UNSET}"}}
                    reflux: {username: a}
                    """)
                            .username())
                    .isEqualTo("a");
        }

        @Test
        void ofTheStarterAreKnownAndIgnored() {
            assertThat(files.load("reflux: {enabled: [any, thing], username: a}")
                            .username())
                    .isEqualTo("a");
        }
    }

    @Nested
    class Duplicates {

        @Test
        void areRefusedInTheSection() {
            assertThat(files.refusal("reflux:\n  username: a\n  username: b\n", 3, 3))
                    .hasMessageEndingWith("The key username is given twice. Keep one of the two.");
        }

        @Test
        void areRefusedInBothSpellings() {
            assertThat(files.refusal("reflux:\n  version-table: a\n  versionTable: b\n", 3, 3))
                    .hasMessageContaining("versionTable is given twice");
            assertThat(files.refusal("reflux:\n  retry: {max-backoff: 1s, maxBackoff: 1s}\n", 2, 28))
                    .hasMessageContaining("reflux.retry.maxBackoff is given twice");
        }

        @Test
        void areRefusedFurtherIn() {
            assertThat(files.refusal("reflux:\n  placeholders: {a: 1, a: 2}\n", 2, 24))
                    .hasMessageContaining("The key a is given twice");
        }

        @Test
        void areRefusedAtTheTop() {
            assertThat(files.refusal("reflux: {}\nshop: {}\nreflux: {}\n", 3, 1))
                    .hasMessageContaining("The key reflux is given twice");
        }

        @Test
        void areRefusedBetweenFlattenedAndNestedKeys() {
            assertThat(files.refusal("reflux:\n  lock: {timeout: 1s}\n  lock.timeout: 2s\n", 3, 3))
                    .hasMessageContaining("timeout is given twice");
            assertThat(files.refusal("reflux:\n  pool: none\n  pool.max-size: 2\n", 3, 3))
                    .hasMessageContaining("pool is given twice");
            assertThat(files.refusal("reflux.username: a\nreflux:\n  username: b\n", 3, 3))
                    .hasMessageContaining("username is given twice");
        }
    }

    @Nested
    class References {

        @Test
        void aliasesAreRefusedWhereTheyStand() {
            assertThat(files.refusal("a: &name market\nreflux:\n  mode: online\n  username: *name\n", 4, 13))
                    .hasMessageEndingWith("reflux.username is an alias. Aliases are not followed here; write the"
                            + " value out, or put quotes round a text that begins with *.");
            assertThat(files.refusal("a: &all {}\nreflux: *all\n", 2, 9)).hasMessageContaining("reflux is an alias");
            assertThat(files.refusal("a: &x b\nreflux:\n  version-locations: [db, *x]\n", 3, 27))
                    .hasMessageContaining("reflux.version-locations[1] is an alias");
        }

        @Test
        void mergeKeysAreRefused() {
            assertThat(files.refusal("a: &all {username: b}\nreflux:\n  <<: *all\n", 3, 7))
                    .hasMessageContaining("reflux.<< is an alias");
        }

        @Test
        void anchorsAreRefused() {
            assertThat(files.refusal("reflux:\n  username: &name market\n", 2, 13))
                    .hasMessageContaining("reflux.username has an anchor. ");
        }

        @Test
        void tagsOfOthersAreRefused() {
            assertThat(files.refusal("reflux:\n  username: !vault market\n", 2, 13))
                    .hasMessageContaining("reflux.username has a tag. ");
            assertThat(files.load("reflux: {username: !!str null}").username()).isEqualTo("null");
        }

        @Test
        void keysThatAreNoTextAreRefused() {
            assertThat(files.refusal("reflux:\n  ? [a, b]\n  : c\n", 2, 5))
                    .hasMessageContaining("A key must be a single text.");
        }
    }

    @Nested
    class FlattenedKeys {

        @Test
        void equalNestedOnes() {
            RefluxConfig flat = files.load(
                    """
                    reflux.lock.timeout: 7s
                    reflux.placeholders.a.b: c
                    reflux:
                      timeouts.connect: 5s
                      timeouts: {lock: 1s}
                      options.sslMode: require
                      pool.maxSize: 3
                    """);

            assertThat(flat.lock()).isEqualTo(new LockConfig(true, Duration.ofSeconds(7)));
            assertThat(flat.timeouts())
                    .isEqualTo(new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(1), Duration.ZERO));
            assertThat(flat.placeholders()).containsExactly(Map.entry("a.b", "c"));
            assertThat(flat.options()).containsExactly(Map.entry("sslMode", "require"));
            assertThat(flat.pool()).isEqualTo(PoolConfig.ofMaxSize(3));
        }

        @Test
        void areRefusedByTheirFullNames() {
            assertThat(files.refusal("reflux.lock.timeuot: 7s\n", 1, 1))
                    .hasMessageContaining("reflux.lock.timeuot is not a known key")
                    .hasMessageContaining("reflux.lock.timeout");
            assertThat(files.refusal("reflux.mode.x: 7s\n", 1, 1)).hasMessageContaining("reflux.mode");
        }
    }

    @Nested
    class SeveralDocuments {

        @Test
        void laterOnesOverrideEarlierOnesKeyByKey() {
            RefluxConfig config = files.load(
                    """
                    reflux: {username: a, versionTable: v, lock: {enabled: false}, placeholders: {x: 1, y: 1}}
                    ---
                    other: {}
                    ---
                    reflux: {version-table: w, lock: {timeout: 1s}, placeholders: {y: 2}}
                    """);

            assertThat(config.username()).isEqualTo("a");
            assertThat(config.versionTable()).isEqualTo("w");
            assertThat(config.lock()).isEqualTo(new LockConfig(false, Duration.ofSeconds(1)));
            assertThat(config.placeholders()).isEqualTo(Map.of("x", "1", "y", "2"));
        }

        @Test
        void thoseForAProfileOrPlatformAreIgnored() {
            RefluxConfig config = files.load(
                    """
                    reflux: {username: a}
                    ---
                    spring: {config: {activate: {on-profile: prod}}}
                    reflux: {username: b, unknown: *nothing, unknown: c}
                    ---
                    spring.config.activate.on-cloud-platform: kubernetes
                    reflux: {username: c}
                    ---
                    spring: {config.activate: {on-profile: x}}
                    reflux: {username: d}
                    ---
                    spring.config: {import: "optional:file:x", activate.on-profile: test}
                    reflux: {username: e}
                    ---
                    spring: {config: {import: "optional:file:x"}}
                    reflux: {mode: offline}
                    """);

            assertThat(config.username()).isEqualTo("a");
            assertThat(config.mode()).isEqualTo(Mode.OFFLINE);
        }

        @Test
        void placesCountFromTheBeginningOfTheFile() {
            assertThat(files.refusal("a: b\n---\nreflux:\n  mode: of\n", 4, 9))
                    .hasMessageContaining("reflux.mode must be one of online, offline, not 'of'");
        }
    }
}
