package dev.reflux.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The reference's own block, which names every key with its default or a sample. */
class ContractTests {

    private final ConfigFixture files;

    ContractTests(@TempDir Path folder) {
        files = new ConfigFixture(folder);
        files.environment.put("MARKET_PASSWORD", "s3cret!");
    }

    @Test
    void everyKeyOfTheReferenceIsRead() {
        RefluxConfig config = files.load(reference());

        assertThat(config.url()).isEqualTo("r2dbc:postgresql://localhost:5432/market");
        assertThat(config.username()).isEqualTo("market");
        assertThat(Objects.requireNonNull(config.password()).reveal()).isEqualTo("s3cret!");
        assertThat(config.options()).containsExactly(Map.entry("sslMode", "require"));
        assertThat(config.namingConvention()).containsExactly(Map.entry("ix", "ix_%t_%c"));
        assertThat(config.scriptLocation()).isEqualTo(files.folder.resolve("db"));
        assertThat(config.versionLocations())
                .containsExactly(files.folder.resolve("db/versions").toString());
        assertThat(config.transaction()).isEqualTo(TransactionMode.RUN);
        assertThat(config.baseDirectory()).isEqualTo(files.folder);
        assertThat(config.embeddedDirectory()).isEmpty();
    }

    @Test
    void theReferenceShowsTheDefaults() {
        RefluxConfig read = files.load(reference());
        RefluxConfig defaults = RefluxConfig.builder()
                .baseDirectory(files.folder)
                .url("r2dbc:postgresql://localhost:5432/market")
                .username("market")
                .password("s3cret!")
                .options(Map.of("sslMode", "require"))
                .versionLocations("db/versions")
                .transaction(TransactionMode.RUN)
                .namingConvention(Map.of("ix", "ix_%t_%c"))
                .build();

        assertThat(read).isEqualTo(defaults).hasSameHashCodeAs(defaults);
    }

    @Test
    void defaultsAreThoseOfTheReference() {
        RefluxConfig config = RefluxConfig.defaults();

        assertThat(config.url()).isNull();
        assertThat(config.username()).isNull();
        assertThat(config.password()).isNull();
        assertThat(config.options()).isEmpty();
        assertThat(config.pool()).isNull();
        assertThat(config.mode()).isEqualTo(Mode.ONLINE);
        assertThat(config.scriptLocation()).isEqualTo(Path.of("db"));
        assertThat(config.versionLocations())
                .containsExactly(Path.of("db", "versions").toString());
        assertThat(config.recursiveVersionLocations()).isFalse();
        assertThat(config.fileTemplate()).isEqualTo("{rev}_{slug}");
        assertThat(config.revisionFormat()).isEqualTo(RevisionFormat.SQL);
        assertThat(config.postWriteHooks()).isEmpty();
        assertThat(config.versionTable()).isEqualTo("reflux_version");
        assertThat(config.versionTableSchema()).isNull();
        assertThat(config.versionTablePk()).isTrue();
        assertThat(config.historyTable()).isEqualTo("reflux_history");
        assertThat(config.transaction()).isNull();
        assertThat(config.checksums()).isEqualTo(ChecksumPolicy.WARN);
        assertThat(config.lock()).isEqualTo(new LockConfig(true, Duration.ofMinutes(5)));
        assertThat(config.timeouts()).isEqualTo(new Timeouts(Duration.ofSeconds(10), Duration.ZERO, Duration.ZERO));
        assertThat(config.retry()).isEqualTo(new RetryConfig(0, Duration.ofMillis(200), Duration.ofSeconds(10)));
        assertThat(config.waitForDatabase()).isZero();
        assertThat(config.whenAhead()).isEqualTo(WhenAhead.FAIL);
        assertThat(config.namingConvention()).isEmpty();
        assertThat(config.placeholders()).isEmpty();
        assertThat(config.compileJava()).isTrue();
        assertThat(config.environment()).isNull();
        assertThat(config.targetMetadata()).isNull();
        assertThat(config.baseDirectory()).isEqualTo(Path.of(""));
    }

    @Test
    void everySettingHasAnAccessorAndABuilderMethodOfItsName() {
        for (Setting<?> setting : Settings.ALL) {
            assertThat(methods(RefluxConfig.class)).contains(setting.argument());
            assertThat(methods(RefluxConfigBuilder.class)).contains(setting.argument());
        }
    }

    @Test
    void theReferenceNamesEverySetting() {
        for (Setting<?> setting : Settings.ALL) {
            assertThat(reference()).contains("\n  " + setting.key() + ":");
        }
    }

    @Test
    void loggingOfTheReferenceIsRead() {
        LoggingConfig logging = files.logging(reference());

        assertThat(logging.config()).isNull();
        assertThat(logging.levels()).containsExactly(Map.entry("root", "warn"), Map.entry("dev.reflux", "info"));
    }

    @Test
    void camelCaseEqualsKebabCase() {
        String camel = reference().replaceAll("(?m)^(  [a-z]+)-pk:", "$1Pk:");
        for (Setting<?> setting : Settings.ALL) {
            camel = camel.replace("\n  " + setting.key() + ":", "\n  " + setting.argument() + ":");
        }
        camel = camel.replace("max-backoff", "maxBackoff");

        assertThat(camel).contains("versionTablePk: true").doesNotContain("max-backoff");
        assertThat(files.load(camel)).isEqualTo(files.load(reference()));
    }

    @Test
    void toBuilderKeepsEveryValue() {
        RefluxConfig config = files.load(reference());

        assertThat(config.toBuilder().build()).isEqualTo(config);
        assertThat(config.toBuilder().mode(Mode.OFFLINE).build()).isNotEqualTo(config);
    }

    private static List<String> methods(Class<?> type) {
        return Arrays.stream(type.getMethods()).map(method -> method.getName()).toList();
    }

    private static String reference() {
        try (InputStream stream = ContractTests.class.getResourceAsStream("contract.yaml")) {
            return new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
