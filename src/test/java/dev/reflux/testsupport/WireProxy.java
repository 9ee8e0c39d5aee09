package dev.reflux.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A TCP proxy on loopback in front of a PostgreSQL server that counts what clients send, and can cut the wire.
 *
 * <p>A message is counted before the server gets it, so whoever has seen the answer finds it counted. When client and
 * server agree on TLS, what follows is carried but not counted. All threads are daemons.
 *
 * @see <a href="https://www.postgresql.org/docs/current/protocol.html">Frontend/Backend Protocol</a>
 */
public final class WireProxy implements AutoCloseable {

    /**
     * A message of a client.
     *
     * @param connection number of the connection, from 1 in the order of opening
     * @param type its type
     * @param text SQL of a {@code Query} or {@code Parse}, else null
     */
    public record Sent(int connection, FrontendMessage type, @Nullable String text) {}

    /** The part of a thread that may be interrupted at its end. */
    interface Work {
        void run() throws InterruptedException;
    }

    private final String host;
    private final int port;
    private final ServerSocket socket;
    private final WireJournal journal = new WireJournal();
    private final Gate gate = new Gate();
    private final Set<ProxiedConnection> connections = ConcurrentHashMap.newKeySet();
    private volatile Duration latency = Duration.ZERO;
    private volatile Consumer<Sent> listener = sent -> {};
    private volatile boolean answersLost;
    private volatile boolean drained;

    private WireProxy(String host, int port, ServerSocket socket) {
        this.host = host;
        this.port = port;
        this.socket = socket;
    }

    /** Starts a proxy in front of the server at {@code host:port}; clients connect to {@link #host()}, {@link #port()}. */
    public static WireProxy start(String host, int port) {
        return startAt(0, host, port);
    }

    /** Begins to listen at a port of one's choice. */
    public static WireProxy startAt(int own, String host, int port) {
        try {
            WireProxy proxy = new WireProxy(host, port, new ServerSocket(own, 50, InetAddress.getLoopbackAddress()));
            daemon("wire proxy " + proxy.port(), proxy::acceptAll).start();
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException("No port on the loopback interface for the proxy.", e);
        }
    }

    /** Address that clients connect to. */
    public String host() {
        return socket.getInetAddress().getHostAddress();
    }

    /** Port that clients connect to. */
    public int port() {
        return socket.getLocalPort();
    }

    /** How often clients have sent a message of this type, {@link #forget()} apart. */
    public int count(FrontendMessage type) {
        return journal.count(type);
    }

    /** Messages that the server answers with {@code ReadyForQuery}: what one round trip at least is needed for. */
    public int requests() {
        return count(FrontendMessage.QUERY) + count(FrontendMessage.SYNC) + count(FrontendMessage.FUNCTION_CALL);
    }

    /** All messages in the order they were sent, but for {@code CopyData}, which is only counted. */
    public List<Sent> sent() {
        return journal.sent();
    }

    /** SQL of all {@code Query} and {@code Parse} messages in order; a prepared statement used again has no text. */
    public List<String> queries() {
        return sent().stream().map(Sent::text).filter(Objects::nonNull).toList();
    }

    /** Sockets accepted so far, those of cancel requests among them; {@link #forget()} keeps it. */
    public int connectionsOpened() {
        return journal.connectionsOpened();
    }

    /** Sockets that both sides still hold open. */
    public int connectionsLive() {
        return journal.connectionsLive();
    }

    /** Connections that have sent a {@code StartupMessage}, so no cancel requests, {@link #forget()} apart. */
    public int sessionsOpened() {
        return count(FrontendMessage.STARTUP);
    }

    /** Sessions whose client has neither said {@code Terminate} nor gone, and whose server has not gone. */
    public int sessionsLive() {
        return journal.sessionsLive();
    }

    /** The most sessions that were ever live at once, since the last {@link #forget()}. */
    public int peakSessions() {
        return journal.peakSessions();
    }

    /** Starts the counts and the lists anew; what is live stays so. */
    public void forget() {
        journal.clear();
    }

    /** Cuts the network: bytes of both directions, ends of streams and new connections get stuck, nothing is closed. */
    public void stopForwarding() {
        gate.shut();
    }

    /** Mends the network: what got stuck goes on in order, as TCP would resend it. */
    public void resumeForwarding() {
        gate.open();
    }

    /** Calls a listener with each message of a client, before the server gets it; never with {@code CopyData}. */
    public void whenSent(Consumer<Sent> called) {
        listener = called;
    }

    /** From now on what servers send gets lost, while what clients send still arrives. */
    public void loseAnswers() {
        answersLost = true;
    }

    /** Undoes {@link #loseAnswers()}. */
    public void findAnswers() {
        answersLost = false;
    }

    /** Refuses new connections from now on and serves the others, as a proxy does that is being shut down. */
    public void drain() {
        drained = true;
        stopListening();
    }

    /** Closes all connections to clients; the server hears nothing of it, as when a machine in between forgets them. */
    public void abandonServers() {
        connections.forEach(ProxiedConnection::abandonServer);
    }

    /** Closes all connections on both sides; new ones are accepted. */
    public void closeAll() {
        connections.forEach(ProxiedConnection::close);
    }

    /** Delays bytes of each direction from now on by so much; zero (the default) is no delay. */
    public void latency(Duration eachWay) {
        latency = eachWay;
    }

    /** Stops listening and closes all connections. */
    @Override
    public void close() {
        stopListening();
        closeAll();
        gate.open();
    }

    private void stopListening() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Duration latency() {
        return latency;
    }

    Gate gate() {
        return gate;
    }

    boolean answersLost() {
        return answersLost;
    }

    void sent(Sent message) {
        journal.sent(message.connection(), message.type(), message.text());
        if (message.type() != FrontendMessage.COPY_DATA) {
            listener.accept(message);
        }
    }

    WireJournal journal() {
        return journal;
    }

    /** The connection's streams have ended. */
    void ended(ProxiedConnection connection) {
        connections.remove(connection);
        journal.closed(connection.number());
    }

    static Thread daemon(String name, Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                name);
        thread.setDaemon(true);
        return thread;
    }

    private void acceptAll() {
        try {
            while (true) {
                accepted(socket.accept());
            }
        } catch (IOException closed) {
            if (!drained) {
                closeAll();
            }
        }
    }

    private void accepted(Socket client) {
        int number = journal.opened();
        ProxiedConnection connection = new ProxiedConnection(this, number, client);
        connections.add(connection);
        daemon("wire proxy connection " + number, () -> connection.open(host, port))
                .start();
    }
}
