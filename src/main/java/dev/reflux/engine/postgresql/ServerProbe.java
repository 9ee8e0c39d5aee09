package dev.reflux.engine.postgresql;

import java.io.DataOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Asks a server whether it is there: sends {@code SSLRequest}, which is answered with one letter before anybody is
 * authenticated, and hangs up.
 *
 * <p>Whoever refuses a connection, resets it or hangs up is there too: a proxy that is being drained serves its sessions on
 * and takes no new ones. A server that has gone from a machine that is there has had its sessions closed by that machine.
 *
 * @see <a href="https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-FLOW-SSL">SSL Session Encryption</a>
 */
final class ServerProbe {

    private static final int LENGTH = 8;
    private static final int SSL_REQUEST = 80877103;

    private final String host;
    private final int port;
    private final int limitMillis;
    private volatile @Nullable InetAddress address;

    /**
     * A probe.
     *
     * @param limit how long a connection may take, and an answer
     */
    ServerProbe(String host, int port, Duration limit) {
        this.host = host;
        this.port = port;
        this.limitMillis = Math.toIntExact(Math.min(Integer.MAX_VALUE, limit.toMillis()));
    }

    /**
     * Asks.
     *
     * @throws IOException if nobody answers within the limit, or there is no way to the server
     */
    void ask() throws IOException {
        InetAddress found = resolved();
        if (found == null) {
            return;
        }
        try (Socket socket = new Socket()) {
            if (connects(socket, found)) {
                awaitAnswer(socket);
            }
        }
    }

    /** The address of the first question, where the session is: its name may lead elsewhere by now. Null: nobody knows. */
    private @Nullable InetAddress resolved() {
        InetAddress known = address;
        if (known == null) {
            try {
                known = InetAddress.getByName(host);
            } catch (UnknownHostException e) {
                return null; // says something of the name server, and nothing of the session
            }
            address = known;
        }
        return known;
    }

    private boolean connects(Socket socket, InetAddress found) throws IOException {
        try {
            socket.connect(new InetSocketAddress(found, port), limitMillis);
            return true;
        } catch (ConnectException e) {
            if (isSilence(e)) {
                throw e;
            }
            return false;
        }
    }

    /** The system may give up before the limit, or see no way, and have the exception of a refusal for it. */
    private static boolean isSilence(ConnectException failure) {
        String text = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
        return text.contains("timed out") || text.contains("unreachable");
    }

    private void awaitAnswer(Socket socket) throws SocketTimeoutException {
        try {
            socket.setSoTimeout(limitMillis);
            DataOutputStream request = new DataOutputStream(socket.getOutputStream());
            request.writeLong((long) LENGTH << Integer.SIZE | SSL_REQUEST);
            request.flush();
            socket.getInputStream().read();
        } catch (SocketTimeoutException silence) {
            throw silence;
        } catch (IOException reset) {
            // An answer too
        }
    }
}
