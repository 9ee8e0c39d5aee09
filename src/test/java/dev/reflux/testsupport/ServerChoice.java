package dev.reflux.testsupport;

import dev.reflux.embedded.EmbeddedServer;
import io.r2dbc.spi.ConnectionFactoryOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * Finds the server for the tests: the one of a given URL, a container, embedded binaries.
 *
 * <p>What was asked for by a property is used or fails: another server in its place would test something else.
 */
final class ServerChoice {

    private static final int OLDEST_MAJOR = 14;
    private static final int NEWEST_MAJOR = 18;
    private static final int DEFAULT_PORT = 5432;

    private ServerChoice() {}

    static RunningServer start(TestSettings settings) throws IOException {
        if (settings.url() != null) {
            return atUrl(settings.url());
        }
        if (settings.image() != null) {
            return inContainer(settings.image(), true);
        }
        Optional<String> image = imageAtHand(DockerEngine.local());
        return image.isPresent() ? inContainer(image.get(), false) : embedded(null);
    }

    /** Starts a server from embedded binaries or, given their directory, from installed ones; its data is temporary. */
    static RunningServer embedded(@Nullable Path binaries) throws IOException {
        Path directory = Files.createTempDirectory("reflux-postgresql-");
        EmbeddedServer server =
                binaries == null ? EmbeddedServer.start(directory) : EmbeddedServer.start(directory, binaries);
        RunningServer running = new RunningServer(
                "%s PostgreSQL %d on port %d"
                        .formatted(binaries == null ? "embedded" : "installed", server.majorVersion(), server.port()),
                server.host(),
                server.port(),
                server.username(),
                null,
                server.database(),
                () -> {
                    server.close();
                    delete(directory);
                });
        hurry(running);
        return running;
    }

    /** The data need not outlive a power cut. */
    private static void hurry(RunningServer server) {
        BlockingSql.on(server.support(server.maintenanceDatabase()), sql -> {
            sql.execute("ALTER SYSTEM SET fsync = off");
            sql.execute("ALTER SYSTEM SET synchronous_commit = off");
            sql.execute("ALTER SYSTEM SET full_page_writes = off");
            return sql.value("SELECT pg_reload_conf()");
        });
    }

    static RunningServer atUrl(String url) {
        ConnectionFactoryOptions options = ConnectionFactoryOptions.parse(url);
        Object port = options.getValue(ConnectionFactoryOptions.PORT);
        Object password = options.getValue(ConnectionFactoryOptions.PASSWORD);
        String host = (String) options.getRequiredValue(ConnectionFactoryOptions.HOST);
        return new RunningServer(
                "PostgreSQL at " + host + (port == null ? "" : ":" + port),
                host,
                port == null ? DEFAULT_PORT : (Integer) port,
                (String) options.getRequiredValue(ConnectionFactoryOptions.USER),
                password == null ? null : password.toString(),
                (String) options.getRequiredValue(ConnectionFactoryOptions.DATABASE),
                () -> {});
    }

    /**
     * Without being asked, Docker is used only where nothing has to be pulled: Testcontainers itself would pull its
     * reaper, and from inside a container a small image to find the way out.
     */
    private static Optional<String> imageAtHand(DockerEngine engine) {
        boolean reaper = !Boolean.parseBoolean(System.getenv("TESTCONTAINERS_RYUK_DISABLED"));
        boolean nested = Files.exists(Path.of("/.dockerenv")) && System.getenv("TESTCONTAINERS_HOST_OVERRIDE") == null;
        if (reaper || nested || !engine.answers()) {
            return Optional.empty();
        }
        return IntStream.iterate(NEWEST_MAJOR, major -> major >= OLDEST_MAJOR, major -> major - 1)
                .mapToObj(major -> "postgres:" + major)
                .filter(engine::has)
                .findFirst();
    }

    private static RunningServer inContainer(String image, boolean mayPull) {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            throw new IllegalStateException("No Docker engine answers, so image " + image + " cannot be run.");
        }
        PostgreSQLContainer container =
                new PostgreSQLContainer(DockerImageName.parse(image).asCompatibleSubstituteFor("postgres"));
        if (!mayPull) {
            container.withImagePullPolicy(name -> false);
        }
        container.start();
        return new RunningServer(
                "container of " + image,
                container.getHost(),
                container.getMappedPort(DEFAULT_PORT),
                container.getUsername(),
                container.getPassword(),
                container.getDatabaseName(),
                container::stop);
    }

    /** Deletes a folder and what is in it. */
    static void delete(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).forEach(ServerChoice::deleteFile);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void deleteFile(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
