package dev.reflux.testsupport;

import dev.reflux.embedded.EmbeddedServer;
import dev.reflux.junit.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A server of a test's own that can be made to crash, on the port that it had.
 *
 * @see <a href="https://www.postgresql.org/docs/current/app-pg-ctl.html">pg_ctl</a>
 */
public final class CrashingServer implements AutoCloseable {

    private final Path directory;
    private final EmbeddedServer server;
    private final TestServer running;

    private CrashingServer(Path directory, EmbeddedServer server) {
        this.directory = directory;
        this.server = server;
        this.running = TestServer.at("r2dbc:postgresql://%s@%s:%d/%s"
                .formatted(server.username(), server.host(), server.port(), server.database()));
    }

    /** Starts a server whose commits survive a crash of the server, if not one of the machine. */
    public static CrashingServer start() {
        CrashingServer started = launch();
        BlockingSql.on(started.running.support(started.running.maintenanceDatabase()), sql -> {
            sql.execute("ALTER SYSTEM SET fsync = off");
            return sql.value("SELECT pg_reload_conf()");
        });
        return started;
    }

    private static CrashingServer launch() {
        try {
            Path directory = Files.createTempDirectory("reflux-crashing-");
            return new CrashingServer(directory, EmbeddedServer.start(directory));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An empty database; the caller closes it before the server. */
    public TestDatabase database() {
        return TestDatabase.create(running);
    }

    /** Ends all of the server's processes at once, without a checkpoint, and starts it, which recovers its data. */
    public void crash() {
        List<String> command = new ArrayList<>();
        try {
            Object owner = Files.getAttribute(directory, "unix:uid");
            if (!owner.equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"))) {
                command.addAll(List.of(
                        "setpriv",
                        "--reuid=" + owner,
                        "--regid=" + Files.getAttribute(directory, "unix:gid"),
                        "--clear-groups"));
            }
            command.add(pgCtl());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        command.addAll(List.of(
                "restart", "-w", "-m", "immediate", "-D", directory.toString(), "-l", directory + "/reflux.log"));
        Program.Outcome outcome = Program.run(
                Program.onPath(command.get(0)).orElse(Path.of(command.get(0))), "", command.subList(1, command.size()));
        if (outcome.exitCode() != 0) {
            throw new IllegalStateException("The server was not started again: " + outcome);
        }
    }

    /** Beside the server program, which the command line of its last start begins with. */
    private String pgCtl() throws IOException {
        String options = Files.readString(directory.resolve("postmaster.opts"));
        return Path.of(options.substring(0, options.indexOf(' ')))
                .resolveSibling("pg_ctl")
                .toString();
    }

    @Override
    public void close() {
        server.close();
        delete(directory);
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
