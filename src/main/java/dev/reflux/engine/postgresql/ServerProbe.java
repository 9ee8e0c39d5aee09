package dev.reflux.engine.postgresql;

import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;

/**
 * Asks a server whether it is there: sends {@code SSLRequest}, which is answered with one letter before anybody is
 * authenticated, and hangs up.
 *
 * @see <a href="https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-FLOW-SSL">SSL Session Encryption</a>
 */
record ServerProbe(String host, int port, Duration limit) {

    private static final int LENGTH = 8;
    private static final int SSL_REQUEST = 80877103;

    /**
     * Asks. Whoever hangs up is there too.
     *
     * @throws IOException if nobody answers within the limit
     */
    void ask() throws IOException {
        int millis = Math.toIntExact(Math.min(Integer.MAX_VALUE, limit.toMillis()));
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), millis);
            socket.setSoTimeout(millis);
            DataOutputStream request = new DataOutputStream(socket.getOutputStream());
            request.writeLong((long) LENGTH << Integer.SIZE | SSL_REQUEST);
            request.flush();
            socket.getInputStream().read();
        }
    }
}
