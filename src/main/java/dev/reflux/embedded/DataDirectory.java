package dev.reflux.embedded;

import dev.reflux.error.ConfigException;
import dev.reflux.error.Place;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A data directory and Reflux's own files in it.
 *
 * @param path absolute, without symbolic links
 */
record DataDirectory(Path path) {

    static final String OWN_PREFIX = "reflux.";

    private static final String LOCK = OWN_PREFIX + "lock";
    private static final String VERSION = "PG_VERSION";
    private static final int NOT_A_NUMBER = -1;

    /** What a directory holds. */
    enum Content {
        NOTHING,
        /** A finished cluster that still has to be moved up from {@code reflux.initdb}. */
        MADE_ASIDE,
        CLUSTER,
        SOMETHING_ELSE
    }

    /** Makes the directory where it is missing, and refuses one that holds something else before it touches it. */
    static DataDirectory open(Path path) {
        try {
            Path absolute = path.toAbsolutePath().normalize();
            if (!Files.exists(absolute)) {
                create(absolute);
            }
            DataDirectory directory = new DataDirectory(absolute.toRealPath());
            if (!Files.exists(directory.lockFile())) {
                directory.requireUsable();
                directory.refuseForeignServer();
            }
            return directory;
        } catch (IOException e) {
            throw unusable(path, e);
        }
    }

    private static void create(Path absolute) throws IOException {
        Path parent = absolute.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        try {
            Files.createDirectory(
                    absolute, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(absolute)) {
                throw e;
            }
        }
    }

    static ConfigException unusable(Path path, IOException e) {
        return new ConfigException(
                "The directory " + path + " cannot be used for an embedded server: " + e
                        + ". Name a directory that you own, or one that does not exist yet.",
                Place.ofFile(path.toString()),
                e);
    }

    /** Refuses a directory that neither is empty nor holds a cluster. */
    void requireUsable() {
        if (!Files.isDirectory(path)) {
            throw refusal("is not a directory");
        }
        if (!Files.isReadable(path) || !Files.isWritable(path)) {
            throw refusal("belongs to another user, who alone may use it");
        }
        if (content() == Content.SOMETHING_ELSE) {
            throw refusal("holds files that are not a PostgreSQL data directory; nothing in it was touched");
        }
    }

    /** A server that Reflux never had a hand in is not its to stop, so it is not joined either. */
    private void refuseForeignServer() {
        if (content() == Content.CLUSTER && Postmaster.of(this).isPresent()) {
            throw new ConfigException(
                    "A PostgreSQL server that Reflux did not start is running in " + path
                            + ". Connect to it by its r2dbc:postgresql: URL, or stop it first.",
                    Place.ofFile(path.toString()));
        }
    }

    private ConfigException refusal(String what) {
        return new ConfigException(
                path + " " + what + ". Name an empty or a new directory after embedded:.",
                Place.ofFile(path.toString()));
    }

    Content content() {
        Set<String> names = names();
        if (names.contains(VERSION)) {
            return Content.CLUSTER;
        }
        if (names.contains(ClusterFactory.MADE)) {
            return Content.MADE_ASIDE;
        }
        return names.stream().allMatch(DataDirectory::mayLieAround) ? Content.NOTHING : Content.SOMETHING_ELSE;
    }

    private static boolean mayLieAround(String name) {
        return name.startsWith(OWN_PREFIX) || name.equals("lost+found");
    }

    private Set<String> names() {
        try (Stream<Path> entries = Files.list(path)) {
            return entries.map(entry -> entry.getFileName().toString()).collect(Collectors.toSet());
        } catch (IOException e) {
            throw unusable(path, e);
        }
    }

    /** The major version of the data; empty when there is no data. */
    OptionalInt majorVersion() {
        Path file = path.resolve(VERSION);
        if (!Files.exists(file)) {
            return OptionalInt.empty();
        }
        int major =
                PostgresVersion.parse(read(file)).map(PostgresVersion::major).orElse(NOT_A_NUMBER);
        if (major == NOT_A_NUMBER) {
            throw refusal("has a file PG_VERSION that holds no version");
        }
        return OptionalInt.of(major);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw unusable(file, e);
        }
    }

    /** Refuses data that was left half-made by something else than {@link ClusterFactory}. */
    void requireWhole() {
        if (!Files.exists(path.resolve("global").resolve("pg_control"))) {
            throw refusal("holds an incomplete PostgreSQL data directory (global/pg_control is missing),"
                    + " as an initdb leaves that was killed. Remove it or restore it from a backup");
        }
    }

    Path lockFile() {
        return path.resolve(LOCK);
    }

    Path log() {
        return path.resolve(OWN_PREFIX + "log");
    }

    Path postmasterFile() {
        return path.resolve("postmaster.pid");
    }

    int owner() throws IOException {
        return (int) Files.getAttribute(path, "unix:uid");
    }

    int group() throws IOException {
        return (int) Files.getAttribute(path, "unix:gid");
    }

    /** Gives all entries, and last the directory itself, to a user. Links are not followed. */
    void giveTo(int uid, int gid) throws IOException {
        if (owner() != uid) {
            List<Path> entries;
            try (Stream<Path> walk = Files.walk(path)) {
                entries = walk.skip(1).toList();
            }
            for (Path entry : entries) {
                chown(entry, uid, gid);
            }
            chown(path, uid, gid);
        }
        for (Path own : List.of(lockFile(), log())) {
            if (Files.exists(own)) {
                chown(own, uid, gid);
            }
        }
    }

    private static void chown(Path entry, int uid, int gid) throws IOException {
        Files.setAttribute(entry, "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
        Files.setAttribute(entry, "unix:gid", gid, LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
