package dev.reflux.junit;

import dev.reflux.embedded.EmbeddedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A server whose data goes away with it. */
final class EmbeddedTestServer {

    private EmbeddedTestServer() {}

    static TestServer start(@Nullable Path binaries) {
        Path directory = temporary();
        EmbeddedServer server =
                binaries == null ? EmbeddedServer.start(directory) : EmbeddedServer.start(directory, binaries);
        return TestServer.disposable(
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
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("reflux-postgresql-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
