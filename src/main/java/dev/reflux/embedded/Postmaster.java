package dev.reflux.embedded;

import dev.reflux.error.ConfigException;
import dev.reflux.error.ConnectionFailedException;
import dev.reflux.error.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The live server process of a data directory.
 *
 * @param process the very process, not only its number
 */
record Postmaster(DataDirectory directory, PostmasterFile file, ProcessHandle process) {

    /**
     * The ways to stop a server, from the kindest to the hardest; each is tried for some time before the next.
     *
     * @see <a href="https://www.postgresql.org/docs/current/server-shutdown.html">Shutting Down the Server</a>
     */
    enum Shutdown {
        /** Waits for the sessions to end. */
        SMART("TERM", Duration.ofSeconds(10)),
        /** Rolls the sessions back. */
        FAST("INT", Duration.ofSeconds(60)),
        /** Leaves the clean-up to the recovery of the next start. */
        IMMEDIATE("QUIT", Duration.ofSeconds(15));

        private final String signal;
        private final Duration patience;

        Shutdown(String signal, Duration patience) {
            this.signal = signal;
            this.patience = patience;
        }
    }

    /** The process that the directory's {@code postmaster.pid} names, when it lives and is a server of it. */
    static Optional<Postmaster> of(DataDirectory directory) {
        return read(directory).flatMap(file -> ProcessHandle.of(Math.abs(file.pid()))
                .filter(process -> ServerProcess.servesIn(process, file, directory))
                .map(process -> new Postmaster(directory, file, process)));
    }

    /** Reads {@code postmaster.pid}; empty when there is none or nothing is in it yet. */
    static Optional<PostmasterFile> read(DataDirectory directory) {
        try {
            return PostmasterFile.parse(Files.readAllLines(directory.postmasterFile()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw DataDirectory.unusable(directory.path(), e);
        }
    }

    /**
     * Removes a {@code postmaster.pid} whose process is gone while its number is taken again, which PostgreSQL cannot
     * tell from a live server. Any other stale file is left to PostgreSQL, which also looks for orphaned backends.
     */
    static void forgetStale(DataDirectory directory) {
        Optional<PostmasterFile> stale = read(directory);
        if (stale.isEmpty() || of(directory).isPresent()) {
            return;
        }
        if (ProcessHandle.of(Math.abs(stale.get().pid())).isPresent()) {
            try {
                Files.deleteIfExists(directory.postmasterFile());
            } catch (IOException e) {
                throw DataDirectory.unusable(directory.path(), e);
            }
        }
    }

    boolean isReady() {
        return file.status() == PostmasterFile.Status.READY;
    }

    /** Refuses a server that nothing can connect to the way we do. */
    Postmaster requireReachable() {
        if (file.port() == 0 || file.address().isEmpty()) {
            throw new ConfigException(
                    "The PostgreSQL server that runs in " + directory + " (process " + file.pid()
                            + ") listens on no TCP address. Stop it, then Reflux starts it its own way.",
                    Place.ofFile(directory.toString()));
        }
        return this;
    }

    String host() {
        String address = file.address();
        return address.equals("*") || address.equals("0.0.0.0") ? ServerStart.LOOPBACK : address;
    }

    int port() {
        return file.port();
    }

    /** Stops the server, kindly first; returns when the process is gone. */
    void stop(Shutdown first) {
        for (Shutdown shutdown : List.of(Shutdown.values())) {
            if (shutdown.compareTo(first) >= 0 && endsAfter(shutdown)) {
                return;
            }
        }
        throw new ConnectionFailedException(
                "The PostgreSQL server in " + directory + " (process " + file.pid()
                        + ") does not stop. Stop it with pg_ctl stop -m immediate.",
                Place.ofFile(directory.toString()),
                null,
                null);
    }

    private boolean endsAfter(Shutdown shutdown) {
        if (ServerProcess.isGone(process)) {
            return true;
        }
        ServerProcess.signal(process, shutdown.signal, directory);
        try (Deadline deadline = Deadline.uninterrupted(shutdown.patience)) {
            while (!ServerProcess.isGone(process)) {
                if (deadline.passed()) {
                    return false;
                }
                deadline.pause();
            }
            return true;
        }
    }
}
