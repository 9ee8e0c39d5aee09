package dev.reflux.embedded;

import dev.reflux.error.ConfigException;
import dev.reflux.error.Place;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Unpacked binaries, kept for the next start. Several processes may use one at once.
 *
 * @param folder belongs to this user; one folder below for each archive, present only when it is whole
 */
record BinaryCache(Path folder) {

    private static final Logger LOG = LoggerFactory.getLogger(BinaryCache.class);
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final String UNFINISHED = ".unpacking-";
    private static final String MEASURE = ".measure";

    /** The cache in the first of the usual places that can be used. */
    static BinaryCache ofThisUser() {
        return new BinaryCache(CacheFolder.find());
    }

    /** The archive's programs, unpacked now if they were not before or are no longer whole. */
    Binaries unpacked(Archive archive) {
        Path home = folder.resolve("postgresql-" + archive.key());
        Path measure = folder.resolve(home.getFileName() + MEASURE);
        try (Deadline deadline = Deadline.interruptible(LIMIT)) {
            if (!isWhole(home, measure)) {
                LockFile.at(folder.resolve("lock"))
                        .exclusively(deadline, () -> unpackUnlessDone(archive, home, measure));
            }
            return Binaries.in(home.resolve("bin"));
        } catch (IOException | UncheckedIOException e) {
            throw Archive.unreadable(archive.url(), e);
        }
    }

    private static boolean isWhole(Path home, Path measure) throws IOException {
        return Files.isDirectory(home)
                && Files.exists(measure)
                && Files.readString(measure).equals(Trees.measure(home));
    }

    private void unpackUnlessDone(Archive archive, Path home, Path measure) {
        try {
            if (!isWhole(home, measure)) {
                unpack(archive, home, measure);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void unpack(Archive archive, Path home, Path measure) throws IOException {
        LOG.info("Unpacking PostgreSQL into {}", home);
        Trees.deleteChildren(folder, UNFINISHED);
        Path fresh = Files.createTempDirectory(folder, UNFINISHED);
        Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
        extract(archive, fresh);
        if (Files.exists(home)) {
            Files.move(home, folder.resolve(UNFINISHED + "was-" + System.nanoTime()));
        }
        Path note = Files.writeString(fresh.resolveSibling(fresh.getFileName() + MEASURE), Trees.measure(fresh));
        Files.move(note, measure, StandardCopyOption.ATOMIC_MOVE);
        Files.move(fresh, home, StandardCopyOption.ATOMIC_MOVE);
        Trees.deleteChildren(folder, UNFINISHED);
    }

    private static void extract(Archive archive, Path target) throws IOException {
        try (InputStream packed = archive.open()) {
            TarXz.unpack(packed, target);
        } catch (NoClassDefFoundError e) {
            throw new ConfigException(
                    "PostgreSQL cannot be unpacked, as a library is missing. Add org.apache.commons:commons-compress and"
                            + " org.tukaani:xz to the class path.",
                    Place.UNKNOWN,
                    e);
        }
    }
}
