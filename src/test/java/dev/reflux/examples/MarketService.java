package dev.reflux.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflux.testsupport.Eventually;
import dev.reflux.testsupport.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
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
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The market service in a process of its own, in a folder where no other files are. */
final class MarketService implements AutoCloseable {

    /** What the build has made of it. */
    static final String JAR = "examples/market-service/target/market-service.jar";

    private static final Pattern PORT = Pattern.compile("Netty started on port (\\d+)");
    private static final String READINESS = "/actuator/health/readiness";
    private static final int LIMIT_SECONDS = 120;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

    private final Process process;
    private final Path log;

    private MarketService(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * How it is started.
     *
     * @param jar what is run
     * @param folder where it may write
     * @param environment variables
     * @param options of the virtual machine
     * @param properties of the application
     */
    record Launch(
            Path jar,
            Path folder,
            Map<String, String> environment,
            List<String> options,
            Map<String, String> properties) {

        Launch {
            environment = Map.copyOf(environment);
            options = List.copyOf(options);
            properties = Map.copyOf(properties);
        }

        /** With one more property. */
        Launch with(String property, String value) {
            Map<String, String> more = new LinkedHashMap<>(properties);
            more.put(property, value);
            return new Launch(jar, folder, environment, options, more);
        }

        /** With one more variable. */
        Launch withVariable(String name, String value) {
            Map<String, String> more = new LinkedHashMap<>(environment);
            more.put(name, value);
            return new Launch(jar, folder, more, options, properties);
        }

        /** As it was prepared by the build. */
        Launch processed() {
            List<String> more = new ArrayList<>(options);
            more.add("-Dspring.aot.enabled=true");
            return new Launch(jar, folder, environment, more, properties);
        }

        MarketService start() {
            try {
                Path own = Files.createTempDirectory(folder, "service");
                Path log = own.resolve("log.txt");
                ProcessBuilder builder = new ProcessBuilder(command())
                        .directory(own.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile());
                builder.environment().keySet().removeIf(Launch::concernsTheService);
                builder.environment().putAll(environment);
                return new MarketService(builder.start(), log);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static boolean concernsTheService(String variable) {
            return variable.matches("(REFLUX|SPRING|SERVER|MANAGEMENT|MARKET|JAVA_TOOL)_.*");
        }

        private List<String> command() {
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(options);
            command.add("-jar");
            command.add(jar.toString());
            properties.forEach((name, value) -> command.add("--" + name + "=" + value));
            return command;
        }
    }

    /** On any free port, against a database. */
    static Launch on(TestDatabase database, Path folder) {
        return at("r2dbc:postgresql://" + database.host() + ":" + database.port() + "/" + database.name(), folder)
                .withVariable("MARKET_DATABASE_USERNAME", database.username())
                .withVariable("MARKET_DATABASE_PASSWORD", database.password() == null ? "" : database.password());
    }

    /** On any free port, against a URL. */
    static Launch at(String url, Path folder) {
        return new Launch(
                ExampleBuild.file(JAR),
                folder,
                Map.of("MARKET_DATABASE_URL", url, "MARKET_PORT", "0"),
                List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"),
                Map.of());
    }

    /** Waits until it takes requests, as an orchestrator would. */
    MarketService awaitReady() {
        Eventually.holds(() -> {
            if (!process.isAlive()) {
                throw new IllegalStateException("The service has ended; it said\n" + said());
            }
            assertThat(port())
                    .as(() -> "Port of the service, which said\n" + said())
                    .isNotNull();
            assertThat(get(READINESS).statusCode()).isEqualTo(200);
        });
        return this;
    }

    /** Where it listens, if it does yet. */
    private @Nullable String port() {
        Matcher port = PORT.matcher(said());
        return port.find() ? port.group(1) : null;
    }

    HttpResponse<String> get(String path) {
        return send(request(path).GET().build());
    }

    HttpResponse<String> post(String path, String json) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port() + path))
                .timeout(Duration.ofSeconds(30));
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError("The service does not answer; it said\n" + said(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** SIGTERM, as an orchestrator sends it. */
    void stop() {
        process.destroy();
    }

    /** SIGKILL: no handler, no clean-up. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Exit status of a service that ends by itself. */
    int awaitEnd() throws InterruptedException {
        assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS))
                .as(() -> "The service ends; it said\n" + said())
                .isTrue();
        return process.exitValue();
    }

    /** All it said so far. */
    String said() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
