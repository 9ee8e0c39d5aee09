package dev.reflux.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.reflux.Reflux;
import dev.reflux.runtime.MigrationListener;
import dev.reflux.runtime.MigrationReport.Step;
import dev.reflux.testsupport.Eventually;
import dev.reflux.testsupport.PostgresServer;
import dev.reflux.testsupport.RevisionFolder;
import dev.reflux.testsupport.TestDatabase;
import dev.reflux.testsupport.WireProxy;
import io.r2dbc.spi.ConnectionFactory;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.AvailabilityState;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.GenericApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Endpoint and health of a service, over HTTP. */
@ExtendWith(PostgresServer.class)
class ActuatorIntegrationTests {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    Path revisions;

    private TestDatabase database;

    @BeforeEach
    void writeRevisions(TestDatabase fresh) {
        database = fresh;
        RevisionFolder.in(revisions).chain(3);
    }

    private record Answer(int status, JsonNode body) {}

    private ConfigurableApplicationContext start(String... properties) {
        return start(new Class<?>[] {ShopApplication.class}, properties);
    }

    private ConfigurableApplicationContext start(Class<?>[] sources, String... properties) {
        List<String> arguments = new ArrayList<>(List.of(
                "--server.port=0",
                "--spring.reactor.netty.shutdown-quiet-period=0s",
                "--spring.config.location=optional:classpath:/none/",
                "--spring.main.banner-mode=off",
                "--management.endpoints.web.exposure.include=reflux,health,metrics",
                "--management.endpoint.health.show-details=always",
                "--management.endpoint.health.probes.enabled=true"));
        Map<String, String> values = new LinkedHashMap<>();
        Stream.of(BootApplication.properties(database, revisions), properties)
                .flatMap(Stream::of)
                .forEach(property -> values.put(property.substring(0, property.indexOf('=')), property));
        values.values().forEach(property -> arguments.add("--" + property));
        return new SpringApplicationBuilder(sources)
                .registerShutdownHook(false)
                .properties("reflux.health.time-to-live=0s")
                .run(arguments.toArray(String[]::new));
    }

    private static Answer get(ConfigurableApplicationContext service, String path)
            throws IOException, InterruptedException {
        String port = service.getEnvironment().getRequiredProperty("local.server.port");
        HttpResponse<String> response = HTTP.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        return new Answer(response.statusCode(), JsonMapper.shared().readTree(response.body()));
    }

    private static JsonNode endpoint(ConfigurableApplicationContext service, String query) throws Exception {
        Answer answer = get(service, "/actuator/reflux" + query);
        assertThat(answer.status()).isEqualTo(200);
        JsonNode contexts = answer.body().get("contexts");
        assertThat(contexts.size()).isEqualTo(1);
        return contexts.iterator().next().get("refluxBeans").get("reflux");
    }

    private static List<String> texts(JsonNode array, String field) {
        List<String> texts = new ArrayList<>();
        array.forEach(each -> texts.add(each.get(field).asString()));
        return texts;
    }

    @Test
    void serviceServesFromTheMigratedSchema() throws Exception {
        try (ConfigurableApplicationContext service = start()) {
            assertThat(get(service, "/things").body().get("count").asInt()).isZero();
        }
    }

    @Test
    void endpointTellsWhereFilesAndDatabaseStand() throws Exception {
        try (ConfigurableApplicationContext service = start("reflux.target=r2")) {
            JsonNode told = endpoint(service, "");
            assertThat(told.get("currentHeads").toString()).isEqualTo("[\"r2\"]");
            assertThat(told.get("unknownHeads").isEmpty()).isTrue();
            assertThat(texts(told.get("fileHeads"), "revision")).containsExactly("r3");
            assertThat(told.get("atHead").asBoolean()).isFalse();
            assertThat(texts(told.get("pending"), "revision")).containsExactly("r3");
            assertThat(texts(told.get("pending"), "message")).containsExactly("make r3");
            assertThat(told.get("unfinished").isEmpty()).isTrue();
            assertThat(told.get("checksumDifferences").isEmpty()).isTrue();
            assertThat(texts(told.get("history"), "revision")).containsExactly("r2", "r1");
            assertThat(texts(told.get("history"), "outcome")).containsOnly("succeeded");
            assertThat(texts(told.get("history"), "startedAt"))
                    .allSatisfy(time -> assertThat(time).matches("20\\d\\d-\\d\\d-\\d\\dT.*Z"));
            assertThat(told.has("error")).isFalse();
        }
    }

    @Test
    void endpointTellsAsMuchOfTheHistoryAsIsAskedFor() throws Exception {
        try (ConfigurableApplicationContext service = start()) {
            assertThat(texts(endpoint(service, "?history=1").get("history"), "revision"))
                    .containsExactly("r3");
            assertThat(texts(endpoint(service, "?history=0").get("history"), "revision"))
                    .containsExactly("r3", "r2", "r1");
        }
    }

    @Test
    void endpointTellsOfFilesThatHaveChanged() throws Exception {
        try (ConfigurableApplicationContext service = start()) {
            Files.writeString(
                    revisions.resolve("r2.sql"), Files.readString(revisions.resolve("r2.sql")) + "\n-- edited\n");
            JsonNode differences = endpoint(service, "").get("checksumDifferences");
            assertThat(texts(differences, "kind")).containsExactly("changed");
            assertThat(texts(differences, "revision")).containsExactly("r2");
        }
    }

    @Test
    void endpointOfADatabaseThatIsAheadSaysByWhat() throws Exception {
        try (ConfigurableApplicationContext service = start()) {
            database.execute("UPDATE reflux_version SET version_num = 'r4'");
            JsonNode told = endpoint(service, "");
            assertThat(told.get("currentHeads").toString()).isEqualTo("[\"r4\"]");
            assertThat(told.get("unknownHeads").toString()).isEqualTo("[\"r4\"]");
            assertThat(told.get("atHead").asBoolean()).isFalse();
        }
    }

    @Test
    void endpointSaysWhyADatabaseCannotBeAsked() throws Exception {
        try (ConfigurableApplicationContext service = start()) {
            Files.writeString(revisions.resolve("bad.sql"), "nonsense");
            JsonNode error = endpoint(service, "").get("error");
            assertThat(error.get("type").asString()).isEqualTo("invalid_revision_file");
            assertThat(error.get("message").asString()).contains("bad.sql");
        }
    }

    @Test
    void endpointOpensOneConnectionAtATimeAndClosesIt() {
        WireProxy proxy = database.proxy();
        try (GenericApplicationContext context = new GenericApplicationContext()) {
            for (String name : List.of("one", "two")) {
                context.registerBean(name, Reflux.class, () -> Reflux.builder()
                        .url(database.url(proxy))
                        .locations(revisions.toString())
                        .build());
            }
            context.refresh();
            assertThat(new RefluxEndpoint(context)
                            .refluxBeans(null)
                            .block()
                            .contexts()
                            .get(context.getId())
                            .refluxBeans())
                    .containsOnlyKeys("one", "two")
                    .allSatisfy((name, told) -> assertThat(told.error()).isNull());
            assertThat(proxy.sessionsOpened()).isEqualTo(2);
            assertThat(proxy.peakSessions()).isEqualTo(1);
            Eventually.holds(() -> assertThat(proxy.sessionsLive()).isZero());
        }
    }

    private Answer health(ConfigurableApplicationContext service) throws Exception {
        return get(service, "/actuator/health/reflux");
    }

    @Test
    void healthOfAMigratedDatabaseIsUp() throws Exception {
        try (ConfigurableApplicationContext service = start()) {
            Answer answer = health(service);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body().get("status").asString()).isEqualTo("UP");
            assertThat(answer.body().get("details").toString())
                    .isEqualTo("{\"heads\":[\"r3\"],\"target\":\"head\",\"pendingCount\":0}");
        }
    }

    @Test
    void pendingRevisionsAreDownOutOfServiceOrUpByChoice() throws Exception {
        for (String choice : List.of("down", "out-of-service", "up")) {
            try (ConfigurableApplicationContext service = start("reflux.health.pending=" + choice)) {
                service.getBean(Reflux.class).downgrade("r1").block();
                Answer answer = health(service);
                assertThat(answer.body().get("status").asString())
                        .isEqualTo(choice.toUpperCase(Locale.ROOT).replace('-', '_'));
                assertThat(answer.status()).isEqualTo(choice.equals("up") ? 200 : 503);
                assertThat(answer.body().get("details").get("pending").toString())
                        .isEqualTo("[\"r2\",\"r3\"]");
            }
        }
    }

    @Test
    void databaseThatIsAheadIsUpOutOfServiceOrDownByChoiceAndToldOf() throws Exception {
        for (String choice : List.of("", "up", "out-of-service", "down")) {
            try (ConfigurableApplicationContext service =
                    choice.isEmpty() ? start() : start("reflux.health.ahead=" + choice)) {
                database.execute("UPDATE reflux_version SET version_num = 'r4'");
                Answer answer = health(service);
                assertThat(answer.body().get("status").asString())
                        .isEqualTo(
                                choice.isEmpty()
                                        ? "UP"
                                        : choice.toUpperCase(Locale.ROOT).replace('-', '_'));
                assertThat(answer.body().get("details").get("type").asString()).isEqualTo("database_ahead");
                assertThat(answer.body().get("details").get("message").asString())
                        .contains("r4");
            } finally {
                database.execute("UPDATE reflux_version SET version_num = 'r3'");
            }
        }
    }

    @Test
    void healthOfADatabaseThatMayBeAheadIsUpAsThePlanIs() throws Exception {
        try (ConfigurableApplicationContext service = start("reflux.when-ahead=start", "reflux.health.ahead=down")) {
            database.execute("UPDATE reflux_version SET version_num = 'r4'");
            assertThat(health(service).status()).isEqualTo(200);
        }
    }

    @Test
    void healthIsToldOfTheTargetThatTheInitializerOfThatRefluxHas() throws Exception {
        try (ConfigurableApplicationContext service =
                start(new Class<?>[] {ShopApplication.class, HalfWay.class}, "half-way.revisions=" + revisions)) {
            Answer answer = health(service);
            assertThat(answer.body().get("status").asString()).isEqualTo("UP");
            assertThat(answer.body().get("details").get("target").asString()).isEqualTo("r2");
        }
    }

    /** An application with a Reflux and a target of its own. */
    @Configuration(proxyBeanMethods = false)
    static class HalfWay {

        @Bean
        Reflux halfWay(ConnectionFactory factory, @Value("${half-way.revisions}") String revisions) {
            return Reflux.builder()
                    .connectionFactory(factory)
                    .locations(revisions)
                    .build();
        }

        @Bean
        RefluxMigrationInitializer halfWayInitializer(Reflux halfWay) {
            return new RefluxMigrationInitializer(halfWay, "r2");
        }
    }

    @Test
    void serverThatFallsSilentIsDownUntilItAnswersAgain() throws Exception {
        WireProxy proxy = database.proxy();
        try (ConfigurableApplicationContext service = start(
                "spring.r2dbc.url=r2dbc:postgresql://" + proxy.host() + ":" + proxy.port() + "/" + database.name(),
                "spring.r2dbc.pool.enabled=false",
                "reflux.timeouts.connect=0s",
                "reflux.health.timeout=1s",
                "reflux.health.time-to-live=10ms")) {
            assertThat(health(service).status()).isEqualTo(200);
            proxy.stopForwarding();
            TimeUnit.MILLISECONDS.sleep(50);
            Answer silent = health(service);
            assertThat(silent.status()).isEqualTo(503);
            assertThat(silent.body().get("details").get("message").asString())
                    .startsWith("The database did not answer within 1000 ms.");
            assertThat(new RefluxEndpoint(service, Duration.ofSeconds(1))
                            .refluxBeans(null)
                            .block(Duration.ofSeconds(20))
                            .contexts()
                            .values()
                            .iterator()
                            .next()
                            .refluxBeans()
                            .get("reflux")
                            .error()
                            .message())
                    .startsWith("The database did not answer within 1 s.");
            proxy.resumeForwarding();
            Eventually.holds(() -> assertThatCode(
                            () -> assertThat(health(service).status()).isEqualTo(200))
                    .doesNotThrowAnyException());
        }
    }

    @Test
    void endpointRefusesANegativeNumberOfEntries() throws Exception {
        try (ConfigurableApplicationContext service = start()) {
            assertThat(get(service, "/actuator/reflux?history=-1").status()).isEqualTo(400);
        }
    }

    @Test
    void endpointTellsAThousandEntriesAtMost() throws Exception {
        try (ConfigurableApplicationContext service = start()) {
            String columns = "run_id, revision, direction, outcome, statements, started_at, applied_by, tool_version";
            database.execute("INSERT INTO reflux_history (" + columns + ") SELECT " + columns
                    + " FROM reflux_history, generate_series(1, 1200) WHERE revision = 'r1'");
            assertThat(endpoint(service, "?history=0").get("history").size()).isEqualTo(1000);
            assertThat(endpoint(service, "?history=1100").get("history").size()).isEqualTo(1000);
        }
    }

    @Test
    void healthIsAskedAnewOnlyAfterItsTime() throws Exception {
        try (ConfigurableApplicationContext service = start("reflux.health.time-to-live=1h")) {
            assertThat(health(service).status()).isEqualTo(200);
            service.getBean(Reflux.class).downgrade("r1").block();
            assertThat(health(service).status()).isEqualTo(200);
        }
        try (ConfigurableApplicationContext service = start("reflux.health.time-to-live=10ms")) {
            assertThat(health(service).status()).isEqualTo(200);
            service.getBean(Reflux.class).downgrade("r1").block();
            TimeUnit.MILLISECONDS.sleep(200);
            assertThat(health(service).status()).isEqualTo(503);
        }
    }

    @Test
    void healthCanBePartOfReadiness() throws Exception {
        try (ConfigurableApplicationContext service = start(
                "management.endpoint.health.group.readiness.include=readinessState,reflux",
                "reflux.health.pending=out-of-service")) {
            assertThat(get(service, "/actuator/health/readiness").status()).isEqualTo(200);
            service.getBean(Reflux.class).downgrade("base").block();
            Answer after = get(service, "/actuator/health/readiness");
            assertThat(after.status()).as("%s", after).isEqualTo(503);
        }
    }

    @Test
    void healthCanBeSwitchedOff() throws Exception {
        try (ConfigurableApplicationContext service = start("management.health.reflux.enabled=false")) {
            assertThat(get(service, "/actuator/health").body().get("components").get("reflux"))
                    .isNull();
        }
    }

    @Test
    void nothingIsServedAndNothingIsReadyBeforeTheMigrationHasEnded() throws Exception {
        try (ConfigurableApplicationContext service = start(new Class<?>[] {ShopApplication.class, Watching.class})) {
            assertThat(service.getBean(Watching.Seen.class).states())
                    .containsExactly("REFUSING_TRAFFIC null", "REFUSING_TRAFFIC null", "REFUSING_TRAFFIC null");
            assertThat(service.getBean(ApplicationAvailability.class).getReadinessState())
                    .isEqualTo(ReadinessState.ACCEPTING_TRAFFIC);
        }
    }

    @Test
    void runAndStepsAreTimers() throws Exception {
        try (ConfigurableApplicationContext service = start()) {
            JsonNode step = get(service, "/actuator/metrics/reflux.step?tag=outcome:succeeded&tag=direction:upgrade")
                    .body();
            assertThat(step.get("measurements").get(0).get("value").asInt()).isEqualTo(3);
            JsonNode run = get(service, "/actuator/metrics/reflux.run?tag=command:upgrade&tag=outcome:succeeded")
                    .body();
            assertThat(run.get("measurements").get(0).get("value").asInt()).isEqualTo(1);
        }
    }

    /** Looks at readiness and at the port during each step. */
    @Configuration(proxyBeanMethods = false)
    static class Watching {

        record Seen(List<String> states) {}

        @Bean
        Seen seen() {
            return new Seen(new CopyOnWriteArrayList<>());
        }

        @Bean
        MigrationListener watch(
                Seen seen, ApplicationAvailability availability, ConfigurableApplicationContext service) {
            return new MigrationListener() {
                @Override
                public void stepFinished(Step step) {
                    AvailabilityState ready = availability.getReadinessState();
                    seen.states().add(ready + " " + service.getEnvironment().getProperty("local.server.port"));
                }
            };
        }
    }
}
