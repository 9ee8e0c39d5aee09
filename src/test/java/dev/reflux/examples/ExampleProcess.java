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
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An example without Spring in a process of its own, which takes its settings from the environment. */
final class ExampleProcess implements AutoCloseable {

    private static final int LIMIT_SECONDS = 120;

    private final Process process;
    private final Path log;

    private ExampleProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** Starts one on a database; a service listens at any free port. */
    static ExampleProcess start(String example, TestDatabase database, Path folder) {
        return start(
                example,
                "r2dbc:postgresql://" + database.host() + ":" + database.port() + "/" + database.name(),
                database.username(),
                database.password() == null ? "" : database.password(),
                folder);
    }

    /** Starts one on whatever is at a URL. */
    static ExampleProcess start(String example, String url, String username, String password, Path folder) {
        Path jar = ExampleBuild.file("examples/" + example + "/target/" + example + ".jar");
        try {
            Path log = Files.createTempFile(folder, example, ".log");
            ProcessBuilder builder = new ProcessBuilder(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-XX:+UseSerialGC",
                            "-jar",
                            jar.toString()))
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            builder.environment().put("DATABASE_URL", url);
            builder.environment().put("DATABASE_USERNAME", username);
            builder.environment().put("DATABASE_PASSWORD", password);
            builder.environment().put("PORT", "0");
            return new ExampleProcess(builder.start(), log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All it said so far. */
    String said() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Exit status of one that ends by itself. */
    int awaitEnd() throws InterruptedException {
        assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS))
                .as(() -> "It ends; it said\n" + said())
                .isTrue();
        return process.exitValue();
    }

    /** SIGTERM. */
    void stop() {
        process.destroy();
    }

    /**
     * The body of the answer to a request, once it listens.
     *
     * @param listening what it says then, with the port as the first group
     */
    String get(Pattern listening, String path) throws IOException, InterruptedException {
        Eventually.holds(() -> {
            if (!process.isAlive()) {
                throw new IllegalStateException("It has ended; it said\n" + said());
            }
            assertThat(listening.matcher(said()).find()).as(this::said).isTrue();
        });
        Matcher port = listening.matcher(said());
        assertThat(port.find()).isTrue();
        URI uri = URI.create("http://localhost:" + port.group(1) + path);
        HttpResponse<String> response = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(this::said).isEqualTo(200);
        return response.body();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
