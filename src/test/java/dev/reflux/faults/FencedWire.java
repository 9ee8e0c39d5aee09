package dev.reflux.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflux.testsupport.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A proxy that stops the first run through it at a {@link Point}, and strikes nothing by itself.
 *
 * <p>Before a message it withholds the message, after one the answer. Between two statements of one message it puts other
 * words in place of the rest, so that the server stands exactly there, in the message's own transaction. What comes after
 * the fence goes through untouched: the session's own end, and further sessions.
 */
final class FencedWire implements AutoCloseable {

    /** Longer than the server takes to see that its client has gone. */
    static final String WAIT = "SELECT pg_catalog.pg_sleep(8)";

    static final String END_YOURSELF = "SELECT pg_catalog.pg_terminate_backend(pg_catalog.pg_backend_pid())";

    private static final int LIMIT_SECONDS = 180;

    private final ServerSocket listener;
    private final Set<FencedSession> sessions = ConcurrentHashMap.newKeySet();
    private final Set<FencedSession> clients = ConcurrentHashMap.newKeySet();
    private final List<Integer> statements = new ArrayList<>();
    private final CompletableFuture<Integer> struck = new CompletableFuture<>();
    private volatile InetSocketAddress server;
    private volatile boolean cut;
    private @Nullable Point fence;
    private String words = WAIT;

    private FencedWire(ServerSocket listener, InetSocketAddress server) {
        this.listener = listener;
        this.server = server;
    }

    static FencedWire to(String host, int port) {
        try {
            ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            FencedWire wire = new FencedWire(listener, new InetSocketAddress(host, port));
            daemon(wire::acceptAll);
            return wire;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Port of the loopback interface that runs connect to. */
    int port() {
        return listener.getLocalPort();
    }

    /** Stops the run at a point; {@code wordsWithin} stand for the rest of a message in whose midst the point is. */
    synchronized FencedWire stopAt(Point point, String wordsWithin) {
        fence = point;
        words = wordsWithin;
        return this;
    }

    /** All points that the messages so far have. */
    synchronized List<Point> points() {
        List<Point> points = new ArrayList<>();
        for (int message = 1; message <= statements.size(); message++) {
            int of = statements.get(message - 1);
            for (int done = 0; done <= of; done++) {
                points.add(new Point(message, done, of));
            }
        }
        return points;
    }

    /** Waits until the run is at the point, and gives the process id of its session. */
    int awaitStop() {
        try {
            return struck.get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError("The run did not come to the point " + fence, e);
        }
    }

    /** Nothing gets through any more, and nobody is told: no end of a stream, no refused connection. */
    void cut() {
        cut = true;
    }

    boolean isCut() {
        return cut;
    }

    /** Where the server listens from now on. */
    void server(String host, int port) {
        server = new InetSocketAddress(host, port);
    }

    @Override
    public void close() {
        end();
    }

    /** Ends all connections on both sides, as time-outs of the network would. */
    void end() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        sessions.forEach(FencedSession::close);
    }

    /** How a session is to treat its next message; null: let it through. */
    synchronized @Nullable Point next(int count) {
        if (struck.isDone()) {
            return null;
        }
        statements.add(count);
        Point point = fence;
        return point != null && point.message() == statements.size() ? point : null;
    }

    synchronized String words() {
        return words;
    }

    void stopped(int pid) {
        struck.complete(pid);
    }

    void ended(FencedSession session) {
        sessions.remove(session);
    }

    void clientGone(FencedSession session) {
        clients.remove(session);
    }

    /** Process ids of the sessions that were opened through the wire and are not closed. */
    Set<Integer> pids() {
        return sessions.stream().map(FencedSession::pid).collect(Collectors.toSet());
    }

    /** Every client has closed its connection itself, whether or not anybody told it that the other side is gone. */
    void assertNoClientIsLeft() {
        Eventually.holds(() -> assertThat(clients).isEmpty());
    }

    private void acceptAll() throws IOException {
        while (true) {
            FencedSession session = new FencedSession(this, listener.accept(), new Socket());
            sessions.add(session);
            clients.add(session);
            daemon(() -> open(session));
        }
    }

    private void open(FencedSession session) throws IOException {
        if (cut) {
            session.ignore();
            return;
        }
        try {
            session.connect(server);
        } catch (IOException refused) {
            clients.remove(session);
            session.close();
            return;
        }
        daemon(session::fromServer);
        session.fromClient();
    }

    /** What ends with the connection that it reads. */
    interface Work {
        void run() throws IOException;
    }

    static void daemon(Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException ended) {
                        // closed by either side, which is how all of these end
                    }
                },
                "fenced wire");
        thread.setDaemon(true);
        thread.start();
    }
}
