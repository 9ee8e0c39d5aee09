package dev.reflux.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflux.testsupport.Eventually;
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
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A program in a process of its own, in a folder where no other files are; it serves HTTP on a port that it tells. */
final class RunningExample implements AutoCloseable {

    /** As Spring Boot, Micronaut and the service on plain Reactor Netty say it. */
    private static final Pattern PORT =
            Pattern.compile("(?:Netty started on port |Server Running: http://[^:]+:|Listening on port )(\\d+)");

    private static final int LIMIT_SECONDS = 120;
    private static final Duration REQUEST_LIMIT = Duration.ofSeconds(30);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final Path log;

    private RunningExample(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * Runs a jar.
     *
     * @param folder where it may write
     * @param environment variables besides those of this process that concern no example
     * @param options of the virtual machine
     * @param arguments of the program
     */
    static RunningExample start(
            Path jar, Path folder, Map<String, String> environment, List<String> options, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-jar", jar.toString()));
        command.addAll(arguments);
        try {
            Path own = Files.createTempDirectory(folder, "example");
            Path log = own.resolve("log.txt");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(own.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            builder.environment().keySet().removeIf(RunningExample::concernsExamples);
            builder.environment().putAll(environment);
            return new RunningExample(builder.start(), log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean concernsExamples(String variable) {
        return variable.matches(
                "PORT|JAVA_TOOL_OPTIONS|(REFLUX|SPRING|SERVER|MANAGEMENT|MARKET|MICRONAUT|DATABASE)_.*");
    }

    /** Waits until a request is answered with 200. */
    RunningExample await(String path) {
        Eventually.holds(() -> {
            if (!process.isAlive()) {
                throw new IllegalStateException("The program has ended; it said\n" + said());
            }
            assertThat(port())
                    .as(() -> "Port of the program, which said\n" + said())
                    .isNotNull();
            assertThat(get(path).statusCode()).isEqualTo(200);
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
                .timeout(REQUEST_LIMIT);
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError("The program does not answer; it said\n" + said(), e);
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

    /** Exit status of a program that ends. */
    int awaitEnd() throws InterruptedException {
        assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS))
                .as(() -> "The program ends; it said\n" + said())
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
