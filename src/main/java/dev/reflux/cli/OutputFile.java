package dev.reflux.cli;

import dev.reflux.error.UsageException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.UUID;

/** A file that a command is to write, looked at before the work begins. */
final class OutputFile {

    /** As many as Linux follows. */
    private static final int MOST_LINKS = 40;

    private final Path given;
    private final Path target;

    private OutputFile(Path given, Path target) {
        this.given = given;
        this.target = target;
    }

    /**
     * A place for a file; one that is there already will be replaced.
     *
     * @throws UsageException if it is a folder or may not be written, or its folder is not there
     */
    static OutputFile of(Path given) {
        if (given.toString().isEmpty()) {
            throw new UsageException("The name of the file is empty. Name a file.");
        }
        if (Files.isDirectory(given)) {
            throw new UsageException(given + " is a folder. Name a file in it.");
        }
        Path path = given.toAbsolutePath();
        Path target = isStream(path) ? path : behindLinks(path);
        Path folder = target.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new UsageException("The folder of " + given + " does not exist. Create it, or name another file.");
        }
        if (Files.exists(target) && !Files.isWritable(target)) {
            throw new UsageException(given + " may not be written. Change its rights, or name another file.");
        }
        return new OutputFile(given, target);
    }

    /** A device, a pipe, or an open file of this process such as {@code /dev/stdout}: nothing that can be replaced. */
    private static boolean isStream(Path path) {
        return (Files.exists(path) && !Files.isRegularFile(path))
                || path.startsWith("/dev")
                || path.startsWith("/proc");
    }

    /** A link stays a link, also one to a file that is still to be written. */
    private static Path behindLinks(Path path) {
        Path at = path;
        try {
            for (int links = 0; Files.isSymbolicLink(at); links++) {
                if (links == MOST_LINKS) {
                    throw new UsageException(path + " is a link that leads to itself. Name another file.");
                }
                at = at.resolveSibling(Files.readSymbolicLink(at));
            }
        } catch (IOException e) {
            throw new UsageException(
                    path + " is a link that cannot be followed: " + reason(e) + ". Name another file.");
        }
        return at;
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
            if (isStream(target)) {
                Files.writeString(target, text, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
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
            Files.createFile(part);
            keepRights(part);
            Files.writeString(part, text);
            move(part);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** Before anything is in it: what only its owner may read stays so. */
    private void keepRights(Path part) throws IOException {
        PosixFileAttributeView old = Files.getFileAttributeView(target, PosixFileAttributeView.class);
        if (old != null && Files.exists(target)) {
            Files.setPosixFilePermissions(part, old.readAttributes().permissions());
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
        String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }
}
