package dev.reflux.embedded;

import dev.reflux.error.ConnectionFailedException;
import dev.reflux.error.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the data of a new server with {@code initdb}.
 *
 * <p>{@code initdb} works in a folder aside, as it wants an empty one and may be killed. When it is done, the folder gets
 * the name {@link #MADE}; from then on its entries are moved up, {@code PG_VERSION} last, by whoever comes next. So the
 * directory holds {@code PG_VERSION} only when all is there.
 *
 * @see <a href="https://www.postgresql.org/docs/current/app-initdb.html">initdb</a>
 */
record ClusterFactory(DataDirectory directory, Binaries binaries, Account account) {

    static final String SUPERUSER = "postgres";
    static final String MADE = DataDirectory.OWN_PREFIX + "initdb";

    private static final Logger LOG = LoggerFactory.getLogger(ClusterFactory.class);
    private static final String UNFINISHED = MADE + "-";
    private static final Duration LIMIT = Duration.ofMinutes(5);

    /** Makes what is missing; does nothing where there is a cluster. */
    void complete() {
        try {
            if (directory.content() == DataDirectory.Content.NOTHING) {
                makeAside();
            }
            if (Files.exists(directory.path().resolve(MADE))) {
                moveUp();
            }
        } catch (IOException e) {
            throw DataDirectory.unusable(directory.path(), e);
        }
    }

    private void makeAside() throws IOException {
        LOG.info("Creating a PostgreSQL {} database cluster in {}", binaries.version(), directory);
        Files.setPosixFilePermissions(directory.path(), PosixFilePermissions.fromString("rwx------"));
        Trees.deleteChildren(directory.path(), UNFINISHED);
        // named by chance: an initdb whose parent was killed may still write to the one before
        Path aside = directory.path().resolve(UNFINISHED + Long.toHexString(System.nanoTime()));
        Command.Outcome outcome = initdb(aside, "C.UTF-8");
        if (!outcome.succeeded()) {
            Trees.delete(aside);
            // a system without that locale; all but the case of letters beyond ASCII is the same
            outcome = initdb(aside, "C");
        }
        if (!outcome.succeeded()) {
            Trees.delete(aside);
            throw new ConnectionFailedException(
                    "The database cluster in " + directory + " could not be created. initdb said:\n" + outcome.output(),
                    Place.UNKNOWN,
                    null,
                    null);
        }
        // the last setting of a name wins; initdb writes down the zone of the machine, under one of its many names
        Files.writeString(
                aside.resolve("postgresql.conf"),
                "\ntimezone = 'UTC'\nlog_timezone = 'UTC'\n",
                StandardOpenOption.APPEND);
        Files.move(aside, directory.path().resolve(MADE), StandardCopyOption.ATOMIC_MOVE);
    }

    private Command.Outcome initdb(Path target, String locale) {
        return Command.run(
                account.command(
                        binaries.program("initdb"),
                        "--pgdata=" + account.seen(target),
                        "--username=" + SUPERUSER,
                        "--auth=trust",
                        "--encoding=UTF8",
                        "--locale=" + locale),
                LIMIT);
    }

    private void moveUp() throws IOException {
        Path made = directory.path().resolve(MADE);
        Path last = made.resolve("PG_VERSION");
        List<Path> entries;
        try (Stream<Path> all = Files.list(made)) {
            entries = all.filter(entry -> !entry.equals(last)).toList();
        }
        for (Path entry : entries) {
            Files.move(entry, directory.path().resolve(entry.getFileName()), StandardCopyOption.ATOMIC_MOVE);
        }
        if (Files.exists(last)) {
            Files.move(last, directory.path().resolve(last.getFileName()), StandardCopyOption.ATOMIC_MOVE);
        }
        Files.delete(made);
    }
}
