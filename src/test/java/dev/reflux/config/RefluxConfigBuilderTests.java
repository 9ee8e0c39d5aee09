package dev.reflux.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reflux.error.ConfigException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RefluxConfigBuilderTests {

    private final RefluxConfigBuilder builder = RefluxConfig.builder();

    static Stream<Arguments> refusals() {
        RefluxConfigBuilder builder = RefluxConfig.builder();
        return Stream.of(
                refusal(() -> builder.url("postgres://x"), "url must begin with r2dbc: or embedded:."),
                refusal(() -> builder.username(" "), "username must not be blank."),
                refusal(() -> builder.versionTable(""), "versionTable must not be blank."),
                refusal(() -> builder.versionTable(null), "versionTable must not be null."),
                refusal(() -> builder.mode(null), "mode must not be null."),
                refusal(() -> builder.scriptLocation((Path) null), "scriptLocation must not be null."),
                refusal(() -> builder.historyTable("a".repeat(64)), "historyTable must not be longer than 63 bytes"),
                refusal(() -> builder.versionLocations(List.of()), "versionLocations must hold at least one location."),
                refusal(() -> builder.postWriteHooks(Arrays.asList("a", null)), "postWriteHooks must not hold null."),
                refusal(() -> builder.postWriteHooks(List.of("")), "postWriteHooks must not hold a blank entry."),
                refusal(() -> builder.fileTemplate("{x}"), "fileTemplate has an unknown part {x}"),
                refusal(() -> builder.namingConvention(Map.of("zz", "a")), "namingConvention has a key zz"),
                refusal(() -> builder.placeholders(Map.of("a}", "a")), "placeholders has the name 'a}'"),
                refusal(() -> builder.waitForDatabase(Duration.ofNanos(1)), "waitForDatabase must be in whole milli"),
                refusal(() -> new LockConfig(true, Duration.ofSeconds(-1)), "lock.timeout must not be negative."),
                refusal(() -> new RetryConfig(-1, Duration.ZERO, Duration.ZERO), "retry.max must not be negative."),
                refusal(() -> PoolConfig.ofMaxSize(0), "pool.max-size must be at least 1."),
                refusal(() -> new LoggingConfig(null, Map.of("a", "loud")), "logging.level.a must be one of"),
                refusal(
                        () -> builder.versionTable("a").historyTable("a").build(),
                        "version-table and history-table must differ; both are a."));
    }

    private static Arguments refusal(ThrowingCallable call, String message) {
        return Arguments.of(call, message);
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void wrongValuesAreRefusedByTheNameOfTheArgument(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(ConfigException.class).hasMessageStartingWith(message);
    }

    @Test
    void nullsMeanUnsetWhereTheKeyAllowsIt() {
        RefluxConfig config = builder.url(null)
                .username(null)
                .password((Secret) null)
                .pool(null)
                .historyTable(null)
                .transaction(null)
                .versionLocations((List<String>) null)
                .environment(null)
                .targetMetadata(null)
                .build();

        assertThat(config.historyTable()).isNull();
        assertThat(config.versionLocations())
                .containsExactly(Path.of("db", "versions").toString());
        assertThat(config).isEqualTo(builder.historyTable(null).build());
    }

    @Test
    void textsAreTakenAsTheyAre() {
        assertThat(builder.username("${NAME}").build().username()).isEqualTo("${NAME}");
    }

    @Test
    void collectionsAreCopiedAndImmutable() {
        List<String> hooks = new ArrayList<>(List.of("a"));
        Map<String, String> options = new HashMap<>(Map.of("a", "b"));
        RefluxConfig config = builder.postWriteHooks(hooks).options(options).build();
        hooks.add("c");
        options.put("c", "d");

        assertThat(config.postWriteHooks()).containsExactly("a");
        assertThat(config.options()).containsExactly(Map.entry("a", "b"));
        assertThatThrownBy(() -> config.postWriteHooks().add("x")).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> config.options().put("x", "y")).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> config.versionLocations().add("x")).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void aBuiltConfigurationDoesNotFollowItsBuilder() {
        RefluxConfig first = builder.username("a").build();
        RefluxConfig second = builder.username("b").build();

        assertThat(first.username()).isEqualTo("a");
        assertThat(second.username()).isEqualTo("b");
    }

    @Test
    void relativePathsFollowTheBaseDirectory() {
        RefluxConfig config =
                builder.baseDirectory(Path.of("/srv")).url("embedded:pg").build();

        assertThat(config.scriptLocation()).isEqualTo(Path.of("/srv/db"));
        assertThat(config.embeddedDirectory()).contains(Path.of("/srv/pg"));
        assertThat(config.toBuilder().baseDirectory(Path.of("/opt")).build().scriptLocation())
                .isEqualTo(Path.of("/opt/db"));
    }

    @Test
    void aUrlThatWinsAndNamesAUserWinsOverUsernameAndPasswordToo() {
        RefluxConfigBuilder section = RefluxConfig.builder()
                .url("r2dbc:postgresql://h/d")
                .username("section")
                .password("secret");

        RefluxConfig named = section.build().toBuilder()
                .overridingUrl("r2dbc:postgresql://u:p@h/d")
                .build();
        assertThat(named.username()).isNull();
        assertThat(named.password()).isNull();

        RefluxConfig unnamed = section.build().toBuilder()
                .overridingUrl("r2dbc:postgresql://h/d?x=a@b")
                .build();
        assertThat(unnamed.username()).isEqualTo("section");
    }
}
