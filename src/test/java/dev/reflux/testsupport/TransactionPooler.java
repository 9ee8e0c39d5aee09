package dev.reflux.testsupport;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A proxy that pools transactions as PgBouncer's {@code pool_mode = transaction} does, on its worst day: each transaction of
 * the client gets the other of two sessions of the server.
 *
 * <p>Serves one client at a time, over the simple query protocol, on a server that asks for no password. Its sessions outlive
 * the client.
 *
 * @see <a href="https://www.postgresql.org/docs/current/protocol-flow.html">Message Flow</a>
 */
public final class TransactionPooler implements AutoCloseable {

    private static final int LENGTH_FIELD = 4;

    private final TestDatabase database;
    private final ServerSocket listener;
    private final int stays;
    private final List<Session> sessions = new ArrayList<>();

    /** A session of the server, and what it is in the middle of: {@code I} for nothing. */
    private static final class Session {

        private final Socket socket;
        private final DataInputStream in;
        private final DataOutputStream out;
        private int state = 'I';

        Session(Socket socket) throws IOException {
            this.socket = socket;
            this.in = new DataInputStream(socket.getInputStream());
            this.out = new DataOutputStream(socket.getOutputStream());
        }
    }

    private TransactionPooler(TestDatabase database, int stays, ServerSocket listener) {
        this.database = database;
        this.stays = stays;
        this.listener = listener;
    }

    /**
     * Starts a proxy in front of a database.
     *
     * @param stays how many transactions the client has with the first session before it meets another
     */
    public static TransactionPooler start(TestDatabase database, int stays) {
        try {
            TransactionPooler pooler =
                    new TransactionPooler(database, stays, new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
            WireProxy.daemon("transaction pooler", pooler::acceptAll).start();
            return pooler;
        } catch (IOException e) {
            throw new UncheckedIOException("No port on the loopback interface for the proxy.", e);
        }
    }

    /** The database through the proxy. */
    public String url() {
        return "r2dbc:postgresql://" + database.username() + "@"
                + listener.getInetAddress().getHostAddress() + ":" + listener.getLocalPort() + "/" + database.name();
    }

    private void acceptAll() {
        while (!listener.isClosed()) {
            try (Socket client = listener.accept()) {
                client.setTcpNoDelay(true);
                serve(new DataInputStream(client.getInputStream()), new DataOutputStream(client.getOutputStream()));
            } catch (IOException gone) {
                // The next client, or the end of the proxy
            }
        }
    }

    private void serve(DataInputStream client, DataOutputStream answers) throws IOException {
        byte[] startup = body(client, client.readInt());
        while (sessions.size() < 2) {
            sessions.add(open(startup, sessions.isEmpty() ? answers : null));
        }
        Session session = sessions.get(0);
        int transactions = 0;
        for (int type = client.read(); type == 'Q'; type = client.read()) {
            if (session.state == 'I' && transactions++ >= stays) {
                session = sessions.get(transactions % sessions.size());
            }
            byte[] query = body(client, client.readInt());
            session.out.writeByte(type);
            session.out.writeInt(query.length + LENGTH_FIELD);
            session.out.write(query);
            carryAnswer(session, answers);
        }
    }

    private Session open(byte[] startup, @Nullable DataOutputStream client) throws IOException {
        Session session = new Session(new Socket(database.host(), database.port()));
        session.socket.setTcpNoDelay(true);
        session.out.writeInt(startup.length + LENGTH_FIELD);
        session.out.write(startup);
        carryAnswer(session, client == null ? new DataOutputStream(DataOutputStream.nullOutputStream()) : client);
        return session;
    }

    /** Up to and with {@code ReadyForQuery}. */
    private static void carryAnswer(Session session, DataOutputStream client) throws IOException {
        int type;
        do {
            type = session.in.readUnsignedByte();
            byte[] body = body(session.in, session.in.readInt());
            client.writeByte(type);
            client.writeInt(body.length + LENGTH_FIELD);
            client.write(body);
            if (type == 'Z') {
                session.state = body[0];
            }
        } while (type != 'Z');
        client.flush();
    }

    private static byte[] body(DataInputStream from, int length) throws IOException {
        return from.readNBytes(length - LENGTH_FIELD);
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Session session : sessions) {
            session.socket.close();
        }
    }
}
