package dev.reflux.testsupport;

import dev.reflux.embedded.EmbeddedServer;
import io.r2dbc.spi.ConnectionFactories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A server of the embedded binaries that offers TLS, which those of {@code embedded:} URLs do not. Its superuser
 * {@code postgres} is let in without TLS.
 */
public final class TlsServer implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 30;

    private final Path data;
    private final List<String> asOwner;
    private final Path programs;
    private final Process process;
    private final int port;

    private TlsServer(Path data, List<String> asOwner, Path programs, Process process, int port) {
        this.data = data;
        this.asOwner = asOwner;
        this.programs = programs;
        this.process = process;
        this.port = port;
    }

    /**
     * Starts one.
     *
     * @param folder where its data goes, and what it says
     * @param authority its certificate is that of {@code localhost} there
     * @param access lines of {@code pg_hba.conf}
     */
    public static TlsServer start(Path folder, TestAuthority authority, String access) throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path data = folder.resolve("data");
        Path programs;
        int port;
        try (EmbeddedServer server = EmbeddedServer.start(data)) {
            port = server.port();
            programs = programs(data);
        }
        give(data, authority.certificate("localhost", data.resolve("server.crt")));
        give(data, authority.key("localhost", data.resolve("server.key")));
        give(data, authority.certificate("ca", data.resolve("root.crt")));
        Files.writeString(data.resolve("pg_hba.conf"), "host all postgres 127.0.0.1/32 trust\n" + access);
        Files.writeString(data.resolve("postgresql.auto.conf"), "ssl = on\nssl_ca_file = 'root.crt'\n");
        List<String> asOwner = asOwner(data);
        List<String> command = new ArrayList<>(asOwner);
        command.addAll(List.of(programs.resolve("postgres").toString(), "-D", data.toString()));
        command.addAll(List.of("-p", Integer.toString(port)));
        command.addAll(List.of("-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("server.log").toFile())
                .start();
        TlsServer server = new TlsServer(data, asOwner, programs, process, port);
        server.awaitTls(true);
        return server;
    }

    /** Where the program lies that the embedded server has just run. */
    private static Path programs(Path data) throws IOException {
        String options = Files.readString(data.resolve("postmaster.opts"));
        return Path.of(options.substring(0, options.indexOf(' ')).replace("\"", ""))
                .getParent();
    }

    /** What runs a program as the owner of the data: the server refuses to be root. */
    private static List<String> asOwner(Path data) throws IOException {
        Integer owner = (Integer) Files.getAttribute(data, "unix:uid");
        return owner.equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"))
                ? List.of()
                : List.of(
                        "setpriv",
                        "--reuid=" + owner,
                        "--regid=" + Files.getAttribute(data, "unix:gid"),
                        "--clear-groups");
    }

    private static void give(Path data, Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        Files.setOwner(file, Files.getOwner(data));
    }

    /** Port on 127.0.0.1. */
    public int port() {
        return port;
    }

    /** Runs statements as superuser, one by one. */
    public void execute(String... statements) {
        BlockingSql.on(ConnectionFactories.get(url()), sql -> {
            List.of(statements).forEach(sql::execute);
            return port;
        });
    }

    /** Begins or ceases to offer TLS. */
    public void offerTls(boolean offer) {
        execute("ALTER SYSTEM SET ssl = " + (offer ? "on" : "off"), "SELECT pg_reload_conf()");
        awaitTls(offer);
    }

    /** Waits until everybody else has gone, and fails when somebody does not go. */
    public void awaitNoSessions() {
        Eventually.holds(() -> {
            List<String> others = BlockingSql.on(
                    ConnectionFactories.get(url()),
                    sql -> sql.column("SELECT usename || ': ' || query FROM pg_stat_activity"
                            + " WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"));
            if (!others.isEmpty()) {
                throw new AssertionError("These sessions are left: " + others);
            }
        });
    }

    private String url() {
        return "r2dbc:postgresql://postgres@127.0.0.1:" + port + "/postgres";
    }

    /** A server starts, and reads its settings anew, in its own time. */
    private void awaitTls(boolean offered) {
        Eventually.holds(() -> {
            if (!state().equals(offered ? "on" : "off")) {
                throw new AssertionError("The server in " + data + " does not answer as it should.");
            }
        });
    }

    private String state() {
        try {
            return BlockingSql.on(ConnectionFactories.get(url()), sql -> sql.value("SHOW ssl"));
        } catch (RuntimeException notYet) {
            return String.valueOf(notYet.getMessage());
        }
    }

    @Override
    public void close() throws IOException {
        List<String> stop = new ArrayList<>(asOwner);
        stop.addAll(List.of(programs.resolve("pg_ctl").toString(), "stop", "-m", "fast", "-D", data.toString()));
        new ProcessBuilder(stop).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        if (!ended()) {
            throw new IOException("The server in " + data + " did not stop.");
        }
    }

    private boolean ended() {
        try {
            return process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
