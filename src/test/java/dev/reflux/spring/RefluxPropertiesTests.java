package dev.reflux.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reflux.config.ChecksumPolicy;
import dev.reflux.config.LockConfig;
import dev.reflux.config.Mode;
import dev.reflux.config.PoolConfig;
import dev.reflux.config.RefluxConfig;
import dev.reflux.config.RetryConfig;
import dev.reflux.config.RevisionFormat;
import dev.reflux.config.Secret;
import dev.reflux.config.Timeouts;
import dev.reflux.config.TransactionMode;
import dev.reflux.config.WhenAhead;
import dev.reflux.spring.RefluxProperties.HealthStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ByteArrayResource;

/** What the properties say, as Spring Boot reads them from YAML. */
class RefluxPropertiesTests {

    private static RefluxProperties read(String yaml) {
        try {
            StandardEnvironment environment = new StandardEnvironment();
            new YamlPropertySourceLoader()
                    .load("test", new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8)))
                    .forEach(environment.getPropertySources()::addFirst);
            ConfigurationPropertySources.attach(environment);
            return Binder.get(environment).bindOrCreate("reflux", RefluxProperties.class);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static RefluxConfig config(String yaml) {
        return read(yaml).applyTo(RefluxConfig.builder()).build();
    }

    private static RefluxConfig defaults() {
        return RefluxConfig.builder()
                .versionLocations(RefluxProperties.DEFAULT_LOCATION)
                .build();
    }

    @Test
    void withoutAnyTheConfigurationIsTheDefaultButForTheLocation() {
        assertThat(config("a: b")).isEqualTo(defaults());
    }

    @Test
    void everyKeyIsRead() {
        RefluxConfig read = config(
                """
                reflux:
                  url: r2dbc:postgresql://localhost:5432/market
                  username: market
                  password: sesame
                  options: {sslMode: require}
                  pool: {max-size: 4, initial-size: 1, min-idle: 1, max-idle-time: 1m, max-life-time: 2m,
                    max-acquire-time: 3s, max-create-connection-time: 4s, validation-query: SELECT 1}
                  mode: offline
                  script-location: migrations
                  version-locations: ["classpath:shop", "classpath:bills"]
                  recursive-version-locations: true
                  file-template: "{rev}"
                  revision-format: yaml
                  post-write-hooks: [git add]
                  version-table: v
                  version-table-schema: s
                  version-table-pk: false
                  history-table: h
                  transaction: revision
                  checksums: fail
                  lock: {enabled: false, timeout: 1m}
                  timeouts: {connect: 1s, lock: 2s, statement: 3s}
                  retry: {max: 3, backoff: 100ms, max-backoff: 1s}
                  wait-for-database: 30s
                  when-ahead: start
                  naming-convention: {ix: "ix_%t_%c"}
                  placeholders: {Tenant_1: a}
                  compile-java: false
                  environment: com.acme.Environment
                  target-metadata: class:com.acme.Schema
                """);
        Duration second = Duration.ofSeconds(1);
        assertThat(read)
                .isEqualTo(RefluxConfig.builder()
                        .url("r2dbc:postgresql://localhost:5432/market")
                        .username("market")
                        .password(Secret.of("sesame"))
                        .options(Map.of("sslMode", "require"))
                        .pool(new PoolConfig(
                                4,
                                1,
                                1,
                                Duration.ofMinutes(1),
                                Duration.ofMinutes(2),
                                Duration.ofSeconds(3),
                                Duration.ofSeconds(4),
                                "SELECT 1"))
                        .mode(Mode.OFFLINE)
                        .scriptLocation("migrations")
                        .versionLocations("classpath:shop", "classpath:bills")
                        .recursiveVersionLocations(true)
                        .fileTemplate("{rev}")
                        .revisionFormat(RevisionFormat.YAML)
                        .postWriteHooks(List.of("git add"))
                        .versionTable("v")
                        .versionTableSchema("s")
                        .versionTablePk(false)
                        .historyTable("h")
                        .transaction(TransactionMode.REVISION)
                        .checksums(ChecksumPolicy.FAIL)
                        .lock(new LockConfig(false, Duration.ofMinutes(1)))
                        .timeouts(new Timeouts(second, Duration.ofSeconds(2), Duration.ofSeconds(3)))
                        .retry(new RetryConfig(3, Duration.ofMillis(100), second))
                        .waitForDatabase(Duration.ofSeconds(30))
                        .whenAhead(WhenAhead.START)
                        .namingConvention(Map.of("ix", "ix_%t_%c"))
                        .placeholders(Map.of("Tenant_1", "a"))
                        .compileJava(false)
                        .environment("com.acme.Environment")
                        .targetMetadata("class:com.acme.Schema")
                        .build());
    }

    @Test
    void nullIsReadAsTheConfigurationFileReadsIt() {
        RefluxConfig read = config(
                """
                reflux:
                  url: null
                  username:
                  password: null
                  history-table: null
                  version-table-schema: null
                  transaction: null
                  pool: null
                  environment: null
                  target-metadata: null
                """);
        assertThat(read.historyTable()).isNull();
        assertThat(read).isEqualTo(defaults().toBuilder().historyTable(null).build());
    }

    @Test
    void poolIsNoneOrKeys() {
        assertThat(config("reflux: {pool: none}").pool()).isNull();
        assertThat(config("reflux: {pool: {max-size: 3}}").pool()).isEqualTo(PoolConfig.ofMaxSize(3));
        assertThatThrownBy(() -> read("reflux: {pool: big}"))
                .isInstanceOf(BindException.class)
                .rootCause()
                .hasMessageContaining("must be none, or have keys such as reflux.pool.max-size");
    }

    @Test
    void partOfAGroupLeavesTheRestAtItsDefault() {
        assertThat(config("reflux: {lock: {timeout: 1s}, timeouts: {lock: 2s}, retry: {max: 1}}"))
                .isEqualTo(defaults().toBuilder()
                        .lock(new LockConfig(true, Duration.ofSeconds(1)))
                        .timeouts(new Timeouts(
                                Timeouts.DEFAULTS.connect(), Duration.ofSeconds(2), Timeouts.DEFAULTS.statement()))
                        .retry(new RetryConfig(1, RetryConfig.DEFAULTS.backoff(), RetryConfig.DEFAULTS.maxBackoff()))
                        .build());
    }

    @Test
    void keysOfTheStarterHaveDefaults() {
        RefluxProperties read = read("a: b");
        assertThat(read.enabled()).isTrue();
        assertThat(read.target()).isEqualTo("head");
        assertThat(read.exitAfterMigration()).isFalse();
        assertThat(read.health())
                .isEqualTo(new RefluxProperties.Health(
                        HealthStatus.DOWN, HealthStatus.UP, Duration.ofSeconds(10), Duration.ofSeconds(10)));
    }

    @Test
    void keysOfTheStarterAreRead() {
        RefluxProperties read = read(
                """
                reflux:
                  enabled: false
                  target: shop@head
                  exit-after-migration: true
                  health: {pending: out-of-service, ahead: down, time-to-live: 0s, timeout: 2s}
                """);
        assertThat(read.enabled()).isFalse();
        assertThat(read.target()).isEqualTo("shop@head");
        assertThat(read.exitAfterMigration()).isTrue();
        assertThat(read.health())
                .isEqualTo(new RefluxProperties.Health(
                        HealthStatus.OUT_OF_SERVICE, HealthStatus.DOWN, Duration.ZERO, Duration.ofSeconds(2)));
    }

    @Test
    void timeoutOfHealthMustBeOne() {
        assertThatThrownBy(() -> read("reflux: {health: {timeout: 0s}}"))
                .rootCause()
                .hasMessage("reflux.health.timeout must be longer than 0s.");
    }

    @Test
    void textOfThePropertiesHoldsNoSecret() {
        assertThat(read("reflux: {url: 'r2dbc:postgresql://a:sesame@b/c', password: sesame, options: {x: sesame}}")
                        .toString())
                .doesNotContain("sesame");
    }
}
