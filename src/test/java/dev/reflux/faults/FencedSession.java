package dev.reflux.faults;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * One connection through a {@link FencedWire}, message by message.
 *
 * @see <a href="https://www.postgresql.org/docs/current/protocol-message-formats.html">Message Formats</a>
 */
final class FencedSession {

    private static final int LENGTH_FIELD = 4;
    private static final int PROTOCOL_3 = 196_608;

    /** Between the statements of one message. */
    private static final String SEPARATOR = "\n;\n";

    private final FencedWire wire;
    private final Socket client;
    private final Socket server;
    private volatile int pid;
    private volatile boolean answerWithheld;

    FencedSession(FencedWire wire, Socket client, Socket server) {
        this.wire = wire;
        this.client = client;
        this.server = server;
    }

    void connect(InetSocketAddress address) throws IOException {
        server.connect(address);
    }

    /** Process id of the server's side; 0 before it is known. */
    int pid() {
        return pid;
    }

    void close() {
        closeQuietly(client);
        closeQuietly(server);
        wire.ended(this);
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Carries what the client says, until the point; from there on waits for its end. */
    void fromClient() throws IOException {
        try {
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            carry(new DataInputStream(client.getInputStream()), new DataOutputStream(server.getOutputStream()));
        } catch (IOException ended) {
            // by either side
        } finally {
            ignore();
            if (!wire.isCut()) {
                close();
            }
        }
    }

    private void carry(DataInputStream in, DataOutputStream out) throws IOException {
        boolean session = startup(in, out);
        while (session && !wire.isCut()) {
            message(in, out);
        }
    }

    /** Answers nothing, and waits until the client closes its side, however it does so. */
    void ignore() {
        try {
            client.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException reset) {
            // closed all the same
        }
        wire.clientGone(this);
    }

    /** Whether messages follow: a cancel request is all that its connection carries. */
    private static boolean startup(DataInputStream in, DataOutputStream out) throws IOException {
        int length = in.readInt();
        byte[] body = in.readNBytes(length - LENGTH_FIELD);
        out.writeInt(length);
        out.write(body);
        out.flush();
        return ByteBuffer.wrap(body).getInt() == PROTOCOL_3;
    }

    private void message(DataInputStream in, DataOutputStream out) throws IOException {
        byte type = in.readByte();
        byte[] body = in.readNBytes(in.readInt() - LENGTH_FIELD);
        boolean whole = type == 'Q' || type == 'S' || type == 'c';
        List<String> statements = type == 'Q' ? statements(body) : List.of("");
        Point stop = whole ? wire.next(statements.size()) : null;
        if (stop == null) {
            send(out, type, body);
        } else {
            stop(stop, out, type, body, statements);
            in.skipNBytes(Long.MAX_VALUE);
        }
    }

    private void stop(Point point, DataOutputStream out, byte type, byte[] body, List<String> statements)
            throws IOException {
        if (point.unheard()) {
            answerWithheld = true;
            send(out, type, body);
            return;
        }
        if (point.within()) {
            String rest = String.join(SEPARATOR, statements.subList(0, point.done())) + SEPARATOR + wire.words();
            send(out, type, (rest + "\0").getBytes(StandardCharsets.UTF_8));
        }
        wire.stopped(pid);
    }

    private static List<String> statements(byte[] query) {
        String text = new String(query, 0, query.length - 1, StandardCharsets.UTF_8);
        return Arrays.asList(text.split(SEPARATOR, -1));
    }

    private static void send(DataOutputStream out, byte type, byte[] body) throws IOException {
        out.writeByte(type);
        out.writeInt(body.length + LENGTH_FIELD);
        out.write(body);
        out.flush();
    }

    /** Carries what the server says, but for the answer that is not to be heard. */
    void fromServer() throws IOException {
        try {
            DataInputStream in = new DataInputStream(new BufferedInputStream(server.getInputStream()));
            DataOutputStream out = new DataOutputStream(new BufferedOutputStream(client.getOutputStream()));
            while (true) {
                byte type = in.readByte();
                byte[] body = in.readNBytes(in.readInt() - LENGTH_FIELD);
                heard(out, type, body, in.available() == 0);
            }
        } catch (EOFException gone) {
            // the session has ended
        } finally {
            if (!wire.isCut()) {
                closeQuietly(server);
                client.shutdownOutput(); // the client has to close its side itself
            }
        }
    }

    private void heard(DataOutputStream out, byte type, byte[] body, boolean last) throws IOException {
        if (type == 'K') {
            pid = ByteBuffer.wrap(body).getInt();
        }
        if (answerWithheld) {
            if (type == 'Z' || type == 'G') {
                wire.stopped(pid);
            }
        } else if (!wire.isCut()) {
            out.writeByte(type);
            out.writeInt(body.length + LENGTH_FIELD);
            out.write(body);
            if (last || type == 'Z') {
                out.flush();
            }
        }
    }

    @Override
    public String toString() {
        return "session " + pid + " from " + client.getRemoteSocketAddress();
    }
}
