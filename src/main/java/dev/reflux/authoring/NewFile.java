package dev.reflux.authoring;

import dev.reflux.error.CancelledException;
import dev.reflux.error.ConfigException;
import dev.reflux.error.Place;
import dev.reflux.error.UsageException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;

/**
 * Writes a file that must not be there before: afterwards it is there whole, or as if nothing had happened. Whoever lists
 * the folder meanwhile sees a name that is no revision's.
 */
final class NewFile {

    private final Path root;
    private final Linker linker;
    private final Deque<Path> created = new ArrayDeque<>();

    /** Gives a file a second name, unless that is taken. */
    interface Linker {
        void link(Path name, Path existing) throws IOException;
    }

    private NewFile(Path root, Linker linker) {
        this.root = root;
        this.linker = linker;
    }

    /**
     * Writes a file below a folder, and the folders that are missing.
     *
     * @param root the folder, which the file must not leave through a link either
     * @param file path of the file, which begins with that of the folder
     * @param shown the file, as the user knows it
     * @throws UsageException if there is something by that name
     * @throws ConfigException if it cannot be written
     */
    static void write(Path root, Path file, String shown, byte[] content) {
        write(root, file, shown, content, Files::createLink);
    }

    static void write(Path root, Path file, String shown, byte[] content, Linker linker) {
        NewFile writer = new NewFile(root, linker);
        boolean written = false;
        try {
            writer.write(file, content);
            written = true;
        } catch (FileAlreadyExistsException e) {
            throw new UsageException(
                    shown
                            + " is already there, and is never overwritten. Choose another message, or a file-template with"
                            + " {rev} in it.",
                    Place.ofFile(shown),
                    e);
        } catch (ClosedByInterruptException e) {
            throw new CancelledException(
                    "The thread was interrupted while " + shown + " was written. Nothing is left of it.",
                    Place.ofFile(shown),
                    e);
        } catch (IOException e) {
            throw new ConfigException(
                    shown + " cannot be written: " + e + ". Check the folder, its permissions and the space left.",
                    Place.ofFile(shown),
                    e);
        } finally {
            if (!written) {
                writer.removeCreatedFolders();
            }
        }
    }

    private void write(Path file, byte[] content) throws IOException {
        createFolders(file.toAbsolutePath().resolveSibling(""));
        Path temporary = file.resolveSibling(".reflux-" + UUID.randomUUID() + ".tmp");
        try {
            writeWhole(temporary, content);
            link(file, temporary, content);
        } finally {
            removeQuietly(temporary);
        }
        forceFolder(file);
    }

    /** By then the outcome is known, and a file by such a name does no harm. */
    private static void removeQuietly(Path temporary) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException left) {
            // Nobody takes it for a revision.
        }
    }

    /** Follows no link that leads out of the root: nobody would look for the file there. */
    private void createFolders(Path folder) throws IOException {
        Deque<Path> missing = new ArrayDeque<>();
        Path existing = folder.toAbsolutePath();
        while (existing != null && !Files.exists(existing, LinkOption.NOFOLLOW_LINKS)) {
            missing.push(existing);
            existing = existing.getParent();
        }
        Path top = root.toAbsolutePath();
        if (existing != null
                && existing.startsWith(top)
                && !existing.toRealPath().startsWith(top.toRealPath())) {
            throw new FileSystemException(existing.toString(), null, "it leads out of the version location");
        }
        for (Path each : missing) {
            createFolder(each);
        }
    }

    private void createFolder(Path folder) throws IOException {
        try {
            Files.createDirectory(folder);
            created.push(folder);
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                throw new FileSystemException(folder.toString(), null, "it is not a folder");
            }
        }
    }

    private static void writeWhole(Path file, byte[] content) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    /** A rename could replace what is there; a link cannot, but not every file system has links. */
    private void link(Path file, Path temporary, byte[] content) throws IOException {
        try {
            linker.link(file, temporary);
        } catch (FileAlreadyExistsException taken) {
            throw taken;
        } catch (FileSystemException | UnsupportedOperationException noLinks) {
            writeInPlace(file, content);
        }
    }

    private static void writeInPlace(Path file, byte[] content) throws IOException {
        boolean taken = false;
        boolean whole = false;
        try {
            writeWhole(file, content);
            whole = true;
        } catch (FileAlreadyExistsException e) {
            taken = true;
            throw e;
        } finally {
            if (!whole && !taken) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** Best effort: not every system lets a folder be opened. */
    private static void forceFolder(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            return;
        }
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException unsupported) {
            // The file is there; only a crash of the machine right now could still lose its name.
        }
    }

    private void removeCreatedFolders() {
        for (Path folder : created) {
            try {
                Files.deleteIfExists(folder);
            } catch (IOException used) {
                return; // by somebody else in the meantime
            }
        }
    }
}
