package dev.reflux.embedded;

import dev.reflux.error.CancelledException;
import dev.reflux.error.ConfigException;
import dev.reflux.error.ConnectionFailedException;
import dev.reflux.error.Place;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One use of the PostgreSQL server whose data lies in a directory. Thread-safe.
 *
 * <p>Any number of uses, in one JVM and in several processes, share one server: the first starts it, the others join it
 * through its {@code postmaster.pid}, the last one stops it. A use ends with {@link #close()}, at the end of the JVM, or
 * when its process is killed.
 *
 * <p>The directory is PostgreSQL's own data directory. Reflux adds {@code reflux.lock} (who uses the server),
 * {@code reflux.log} (what the server says) and, while the data is being made, {@code reflux.initdb*}. The server
 * listens on 127.0.0.1 alone, on a free port, trusts every connection made there and keeps its data safe (fsync is on);
 * the superuser and the database are both called {@code postgres}, the encoding is UTF-8, the time zone UTC.
 *
 * <p>Whoever can reach the loopback interface can do in the server what the user it runs as can do: it is made for
 * development and tests. A server that something else started in the directory is joined, and stopped, just the same.
 * Processes share a server only where they see each other's process ids, so not from one container to another.
 *
 * <p>PostgreSQL refuses to run as root, so for root the server runs as the directory's owner, else as the owner of the
 * folder above it, else as uid 65534; the directory is given to that user.
 *
 * @see <a href="https://www.postgresql.org/docs/current/runtime.html">Server Setup and Operation</a>
 */
public final class EmbeddedServer implements AutoCloseable {

    private final DataDirectory directory;
    private final LockFile lock;
    private final Thread hook;
    private volatile boolean closing;
    private volatile boolean ended;
    private boolean counted;
    private @Nullable Postmaster postmaster;
    private int majorVersion;

    private EmbeddedServer(DataDirectory directory, LockFile lock) {
        this.directory = directory;
        this.lock = lock;
        this.hook = new Thread(this::endWithTheJvm, "reflux-embedded-stop");
    }

    /**
     * Starts the server with binaries of the class path, or joins the one that is alive. Blocks until it is ready: about
     * half a second with kept data, a few seconds the first time.
     *
     * @param directory where the data is kept; made when missing
     * @throws ConfigException when the directory holds something else, or data of a major version that the class path
     *     does not hold, when there are no binaries, or on Windows; data that was there is as it was
     * @throws ConnectionFailedException when the server does not come up; the message ends with the tail of its log
     */
    public static EmbeddedServer start(Path directory) {
        return start(directory, new ClassPathBinaries(Thread.currentThread().getContextClassLoader()));
    }

    /**
     * The same with an installed PostgreSQL.
     *
     * @param directory where the data is kept; made when missing
     * @param binDirectory holds {@code postgres}, {@code initdb} and {@code pg_ctl}, as {@code pg_config --bindir} says
     * @throws ConfigException as {@link #start(Path)}, or when a program is missing in {@code binDirectory}
     * @throws ConnectionFailedException as {@link #start(Path)}
     */
    public static EmbeddedServer start(Path directory, Path binDirectory) {
        return start(directory, new InstalledBinaries(binDirectory));
    }

    private static EmbeddedServer start(Path path, BinarySource binaries) {
        Platform.current().requireSupported();
        DataDirectory directory = DataDirectory.open(path);
        EmbeddedServer server = new EmbeddedServer(directory, LockFile.at(directory.lockFile()));
        server.stopWithTheJvm();
        try (Deadline deadline = Deadline.interruptible(ServerStart.LIMIT)) {
            server.lock.exclusively(deadline, () -> server.join(binaries));
            return server;
        } catch (RuntimeException | Error e) {
            server.endAfter(e);
            throw e;
        }
    }

    private void join(BinarySource binaries) {
        if (closing) {
            throw new CancelledException("The JVM is ending; the server in " + directory + " was not started.");
        }
        lock.use();
        counted = true;
        postmaster = new ServerStart(directory, binaries).joinOrLaunch();
        majorVersion = directory.majorVersion().orElseThrow();
    }

    private void endAfter(Throwable failure) {
        try {
            end(Postmaster.Shutdown.FAST);
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    /** The loopback address that the server listens on. */
    public String host() {
        return started().host();
    }

    /** The TCP port; another one after each start of the server. */
    public int port() {
        return started().port();
    }

    /** The superuser, who needs no password. */
    public String username() {
        return ClusterFactory.SUPERUSER;
    }

    /** The database to connect to. */
    public String database() {
        return ClusterFactory.SUPERUSER;
    }

    /** The server's major version, such as 18. */
    public int majorVersion() {
        return majorVersion;
    }

    /**
     * Ends this use; the last one stops the server. Sessions still open are then rolled back and ended by the server.
     * Does nothing the second time.
     *
     * @throws ConnectionFailedException when the server cannot be stopped
     */
    @Override
    public void close() {
        end(Postmaster.Shutdown.FAST);
    }

    private Postmaster started() {
        return Objects.requireNonNull(postmaster, "no server was started");
    }

    private void stopWithTheJvm() {
        try {
            Runtime.getRuntime().addShutdownHook(hook);
        } catch (IllegalStateException e) {
            throw new CancelledException(
                    "The JVM is ending; the server in " + directory + " was not started.", Place.UNKNOWN, e);
        }
    }

    /** Lets sessions that another shutdown hook is just rolling back come to their end first. */
    private void endWithTheJvm() {
        end(Postmaster.Shutdown.SMART);
    }

    private void end(Postmaster.Shutdown first) {
        closing = true;
        if (ended) {
            return;
        }
        try (Deadline deadline = Deadline.uninterrupted(ServerStart.LIMIT)) {
            // not only for the first caller: the JVM's end must wait for a close() that is under way
            lock.exclusively(deadline, () -> leave(first));
        }
        ended = true;
        forgetHook();
    }

    private void leave(Postmaster.Shutdown first) {
        if (!counted) {
            return;
        }
        counted = false;
        if (lock.leave()) {
            Postmaster.of(directory).or(() -> Optional.ofNullable(postmaster)).ifPresent(last -> last.stop(first));
        }
    }

    private void forgetHook() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the hooks are running already; this one finds the use ended
        }
    }

    @Override
    public String toString() {
        return "PostgreSQL " + majorVersion + " in " + directory + " at " + host() + ":" + port();
    }
}
