package dev.reflux.junit;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The local Docker engine, asked without a client library and without starting or pulling anything.
 *
 * @param socket its Unix socket
 * @see <a href="https://docs.docker.com/reference/api/engine/">Docker Engine API</a>
 */
record DockerEngine(Path socket) {

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int STATUS_LINE = 64;

    /** The engine of {@code DOCKER_HOST} where that names a Unix socket, else the one in the usual place. */
    static DockerEngine local() {
        String host = System.getenv("DOCKER_HOST");
        boolean named = host != null && host.startsWith("unix://");
        return new DockerEngine(Path.of(named ? host.substring("unix://".length()) : "/var/run/docker.sock"));
    }

    /** Whether it is there and answers in time. */
    boolean answers() {
        return Files.exists(socket) && succeeds("/_ping");
    }

    /** Whether the image is on this machine. */
    boolean has(String image) {
        return succeeds("/images/" + image + "/json");
    }

    private boolean succeeds(String path) {
        CompletableFuture<String> status = new CompletableFuture<>();
        Thread probe = new Thread(() -> status.complete(statusLine(path)), "reflux-docker-probe");
        probe.setDaemon(true);
        probe.start();
        try {
            return status.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS).contains(" 200 ");
        } catch (TimeoutException | ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Empty when the engine cannot be reached. */
    private String statusLine(String path) {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(socket));
            String request = "GET " + path + " HTTP/1.0\r\nHost: localhost\r\n\r\n";
            channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
            ByteBuffer answer = ByteBuffer.allocate(STATUS_LINE);
            int read = 0;
            while (read >= 0 && answer.hasRemaining()) {
                read = channel.read(answer);
            }
            answer.flip();
            return StandardCharsets.US_ASCII
                    .decode(answer)
                    .toString()
                    .lines()
                    .findFirst()
                    .orElse("");
        } catch (IOException e) {
            return "";
        }
    }
}
