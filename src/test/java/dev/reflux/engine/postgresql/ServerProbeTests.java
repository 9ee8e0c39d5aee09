package dev.reflux.engine.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What counts as an answer of a server, and what does not. */
class ServerProbeTests {

    private static final Duration LIMIT = Duration.ofMillis(300);
    private static final long SSL_REQUEST = 0x00000008_04D2162FL;

    /** What a server does with the one connection that it accepts. */
    private interface Conduct {
        void with(Socket client) throws IOException;
    }

    private static ServerSocket listening() throws IOException {
        return new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    }

    private static ServerProbe probe(int port) {
        return new ServerProbe(InetAddress.getLoopbackAddress().getHostAddress(), port, LIMIT);
    }

    private static void askOf(Conduct conduct) throws Exception {
        try (ServerSocket server = listening()) {
            CompletableFuture<Void> served = CompletableFuture.runAsync(() -> {
                try (Socket client = server.accept()) {
                    assertThat(new DataInputStream(client.getInputStream()).readLong())
                            .isEqualTo(SSL_REQUEST);
                    conduct.with(client);
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
            probe(server.getLocalPort()).ask();
            served.get(5, TimeUnit.SECONDS);
        }
    }

    @Test
    void aLetterIsAnAnswer() throws Exception {
        askOf(client -> client.getOutputStream().write('N'));
    }

    @Test
    void whoHangsUpIsThere() throws Exception {
        askOf(client -> {});
    }

    @Test
    void whoResetsTheConnectionIsThere() throws Exception {
        askOf(client -> client.setSoLinger(true, 0));
    }

    @Test
    void whoRefusesTheConnectionIsThere() throws Exception {
        ServerSocket server = listening();
        server.close();

        assertThatCode(() -> probe(server.getLocalPort()).ask()).doesNotThrowAnyException();
    }

    @Test
    void whoSaysNothingIsNotThere() throws Exception {
        try (ServerSocket server = listening()) {
            assertThatThrownBy(() -> probe(server.getLocalPort()).ask()).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void aNameThatNobodyKnowsIsNoEvidence() {
        assertThatCode(() -> new ServerProbe("nowhere.invalid", 5432, LIMIT).ask())
                .doesNotThrowAnyException();
    }
}
