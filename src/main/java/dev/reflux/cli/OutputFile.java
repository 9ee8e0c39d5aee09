package dev.reflux.cli;

import dev.reflux.error.UsageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** A file that a command is to write, looked at before the work begins. */
final class OutputFile {

    private final Path given;
    private final Path target;

    private OutputFile(Path given, Path target) {
        this.given = given;
        this.target = target;
    }

    /**
     * A place for a file; one that is there already will be replaced.
     *
     * @throws UsageException if it is a folder, or its folder is not there
     */
    static OutputFile of(Path given) {
        if (Files.isDirectory(given)) {
            throw new UsageException(given + " is a folder. Name a file in it.");
        }
        Path target = resolved(given.toAbsolutePath());
        Path folder = target.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new UsageException("The folder of " + given + " does not exist. Create it, or name another file.");
        }
        return new OutputFile(given, target);
    }

    /** A link stays a link. */
    private static Path resolved(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException missing) {
            return path;
        }
    }

    /** The path as the user knows it. */
    Path path() {
        return given;
    }

    /**
     * Writes a text in UTF-8; whoever reads the file meanwhile sees all of the old one or all of the new one.
     *
     * @throws UsageException if it cannot be written; the old one is left as it was
     */
    void replaceWith(String text) {
        try {
            if (Files.exists(target) && !Files.isRegularFile(target)) {
                Files.writeString(target, text, StandardOpenOption.WRITE); // a device or a pipe cannot be replaced
            } else {
                replaceFile(text);
            }
        } catch (IOException e) {
            throw new UsageException(
                    given + " cannot be written: " + reason(e) + ". Check the place, or name another file.");
        }
    }

    private void replaceFile(String text) throws IOException {
        Path part = target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + ".tmp");
        try {
            Files.writeString(part, text, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
            move(part);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private void move(Path part) throws IOException {
        try {
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static String reason(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "its folder is gone";
        }
        if (e instanceof AccessDeniedException) {
            return "access is denied";
        }
        if (e instanceof FileSystemException named && named.getReason() != null) {
            return named.getReason();
        }
        return e.getClass().getSimpleName();
    }
}
