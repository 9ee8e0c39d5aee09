package dev.reflux.embedded;

import dev.reflux.error.ConnectionFailedException;
import dev.reflux.error.Place;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Joins the live server of a directory, or launches one. The directory's lock must be held.
 *
 * @see <a href="https://www.postgresql.org/docs/current/app-pg-ctl.html">pg_ctl</a>
 */
final class ServerStart {

    /** Longer than any start but the recovery of a very large write-ahead log. */
    static final Duration LIMIT = Duration.ofMinutes(5);

    static final String LOOPBACK = "127.0.0.1";

    private static final byte[] LOOPBACK_BYTES = {127, 0, 0, 1};

    private static final Duration PATIENCE_WITH_ORPHANS = Duration.ofSeconds(20);
    private static final int MOST_PORTS = 10;

    private final DataDirectory directory;
    private final BinarySource source;
    private int ports;

    ServerStart(DataDirectory directory, BinarySource source) {
        this.directory = directory;
        this.source = source;
    }

    Postmaster joinOrLaunch() {
        try (Deadline deadline = Deadline.interruptible(LIMIT)) {
            while (!deadline.passed()) {
                Optional<Postmaster> alive = Postmaster.of(directory);
                if (alive.filter(Postmaster::isReady).isPresent()) {
                    return alive.get().requireReachable();
                }
                Postmaster launched = alive.isPresent() ? null : launch(deadline);
                if (launched != null) {
                    return launched;
                }
                deadline.pause();
            }
            throw failure("did not become ready within " + LIMIT.toMinutes() + " minutes", logged(0), null);
        } catch (IOException e) {
            throw DataDirectory.unusable(directory.path(), e);
        }
    }

    /** One attempt; null when it is worth another. */
    private @Nullable Postmaster launch(Deadline deadline) throws IOException {
        directory.requireUsable();
        Binaries binaries = source.forData(directory, directory.majorVersion());
        if (directory.majorVersion().isPresent()) {
            directory.requireWhole();
        }
        Account account = Account.choose(directory, binaries);
        new ClusterFactory(directory, binaries, account).complete();
        Postmaster.forgetStale(directory);
        long before = new ServerLog(directory.log()).begin();
        if (Users.isRoot()) {
            directory.giveTo(directory.owner(), directory.group());
        }
        Process launcher = Command.start(launchCommand(binaries, account), directory.log());
        return await(launcher, before, deadline);
    }

    /** pg_ctl puts the server into a session of its own, out of reach of the terminal's Ctrl-C. */
    private List<String> launchCommand(Binaries binaries, Account account) throws IOException {
        String settings = "-p " + freePort() + " -c listen_addresses=" + LOOPBACK
                + " -c unix_socket_directories= -c ssl=off -c logging_collector=off -c log_destination=stderr";
        return account.command(
                binaries.program("pg_ctl"),
                "start",
                "-w",
                "-t",
                Long.toString(LIMIT.toSeconds()),
                "-D",
                account.seen(directory.path()),
                "-l",
                account.seen(directory.log()),
                "-o",
                settings);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByAddress(LOOPBACK_BYTES))) {
            return socket.getLocalPort();
        }
    }

    private @Nullable Postmaster await(Process launcher, long before, Deadline deadline) {
        while (!deadline.passed()) {
            boolean ended = !launcher.isAlive();
            if (Postmaster.read(directory)
                    .filter(file -> file.status() == PostmasterFile.Status.READY)
                    .isPresent()) {
                Optional<Postmaster> ready = Postmaster.of(directory);
                if (ready.isPresent()) {
                    return ready.get().requireReachable();
                }
            }
            if (ended) {
                return again(before, deadline);
            }
            deadline.pause();
        }
        return null;
    }

    /** Returns null when the reason in the log passes by itself or with another port, else throws. */
    private @Nullable Postmaster again(long before, Deadline deadline) {
        String said = logged(before);
        if (said.contains("could not create any TCP/IP sockets") && ++ports < MOST_PORTS) {
            return null;
        }
        if (said.contains("pre-existing shared memory block") && orphansMayStillEnd(deadline)) {
            return null;
        }
        if (said.contains("lock file \"postmaster.pid\"")
                && Postmaster.of(directory).isPresent()) {
            // started by a process that was killed before we came
            return null;
        }
        throw failure("did not start", said, null);
    }

    /** Backends of a killed server end when they notice. */
    private static boolean orphansMayStillEnd(Deadline deadline) {
        return deadline.millisLeft() > LIMIT.minus(PATIENCE_WITH_ORPHANS).toMillis();
    }

    private String logged(long before) {
        try {
            return new ServerLog(directory.log()).since(before);
        } catch (IOException e) {
            return "(the log cannot be read: " + e.getMessage() + ")";
        }
    }

    private ConnectionFailedException failure(String what, String said, @Nullable Throwable cause) {
        return new ConnectionFailedException(
                "The PostgreSQL server in " + directory + " " + what + ". The end of its log " + directory.log()
                        + " says:\n" + ServerLog.tail(said),
                Place.ofFile(directory.toString()),
                null,
                cause);
    }
}
