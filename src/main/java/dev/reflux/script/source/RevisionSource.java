package dev.reflux.script.source;

import dev.reflux.error.InvalidRevisionFileException;
import dev.reflux.error.Place;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where a revision is written down: a file or a class path resource. It may be opened any number of times; each stream is
 * unbuffered and belongs to the caller.
 */
public final class RevisionSource {

    /** Most revision files are smaller, and there may be ten thousand of them. */
    static final int SMALL = 4096;

    /** What the name of a class path resource begins with, and a location on the class path. */
    static final String CLASSPATH = "classpath:";

    private static final int UNKNOWN = -1;

    private final String name;
    private final String fileName;
    private final Opener opener;
    private final @Nullable Path file;
    private final @Nullable String resource;
    private final int smallSize;
    private final @Nullable AtomicLong budget;
    private volatile byte @Nullable [] kept;

    private interface Opener {
        InputStream open() throws IOException;
    }

    private RevisionSource(
            String name,
            String fileName,
            Opener opener,
            @Nullable Path file,
            @Nullable String resource,
            int smallSize,
            @Nullable AtomicLong budget) {
        this.name = name;
        this.fileName = fileName;
        this.opener = opener;
        this.file = file;
        this.resource = resource;
        this.smallSize = smallSize;
        this.budget = budget;
    }

    /** A file, named as a user in the working directory would: relative to it where it lies below. */
    public static RevisionSource ofFile(Path file) {
        Path here = Path.of("").toAbsolutePath();
        Path absolute = file.toAbsolutePath().normalize();
        return ofFile(absolute.startsWith(here) ? here.relativize(absolute).toString() : file.toString(), file);
    }

    /**
     * A file.
     *
     * @param name the path as the user knows it
     * @param file the path to open
     */
    public static RevisionSource ofFile(String name, Path file) {
        Path last = file.getFileName();
        return ofFile(name, last == null ? name : last.toString(), file, Long.MAX_VALUE, null);
    }

    /**
     * A file whose size is known.
     *
     * @param name the path as the user knows it
     * @param fileName the last part of the path
     * @param file the path to open
     * @param size in bytes
     * @param budget number of bytes that may be kept yet, of this file and others, after they were read: head and body
     *     are read at different times; null for none
     */
    static RevisionSource ofFile(String name, String fileName, Path file, long size, @Nullable AtomicLong budget) {
        return new RevisionSource(
                name,
                fileName,
                () -> Files.newInputStream(file),
                file,
                null,
                size <= SMALL ? (int) size : UNKNOWN,
                budget);
    }

    /**
     * What has the name of a file and must not be opened.
     *
     * @param name the path as the user knows it
     * @param fileName the last part of the path
     * @param refusal the error that whoever would read it gets
     */
    static RevisionSource refused(String name, String fileName, Supplier<RuntimeException> refusal) {
        return new RevisionSource(
                name,
                fileName,
                () -> {
                    throw refusal.get();
                },
                null,
                null,
                UNKNOWN,
                null);
    }

    /** A text that is in no file yet, under the name of the file it is meant for. */
    public static RevisionSource ofText(String fileName, String text) {
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        return new RevisionSource(
                fileName, fileName, () -> new ByteArrayInputStream(content), null, null, UNKNOWN, null);
    }

    /**
     * A class path resource.
     *
     * @param resource its path on the class path, such as {@code db/versions/a.sql}
     * @param url the URL to open
     * @param content what it holds, or null where that is to be read from the URL
     */
    public static RevisionSource ofResource(String resource, URL url, byte @Nullable [] content) {
        String fileName = resource.substring(resource.lastIndexOf('/') + 1);
        RevisionSource source = new RevisionSource(
                CLASSPATH + resource, fileName, () -> openUncached(url), null, resource, UNKNOWN, null);
        source.kept = content;
        return source;
    }

    // A cached jar connection keeps the jar open, and serves its old content after the jar was replaced
    private static InputStream openUncached(URL url) throws IOException {
        URLConnection connection = url.openConnection();
        connection.setUseCaches(false);
        return connection.getInputStream();
    }

    /** The source as the user knows it, for messages. */
    public String name() {
        return name;
    }

    /** The last part of the path, with its ending. */
    public String fileName() {
        return fileName;
    }

    /** The file that may be edited; empty for a resource inside a jar, and for a class. */
    public Optional<Path> file() {
        return Optional.ofNullable(file);
    }

    /** Its path on the class path; empty where it was found as a file. */
    public Optional<String> resource() {
        return Optional.ofNullable(resource);
    }

    /**
     * The content of a file that is known to be small.
     *
     * @return to be left unchanged; null when the file is not small, or has changed its size since it was listed
     * @throws InvalidRevisionFileException when it is missing or cannot be read
     */
    public byte @Nullable [] small() {
        byte[] known = kept;
        if (known != null || smallSize == UNKNOWN) {
            return known;
        }
        byte[] content = readSmall();
        if (content != null && budget != null && budget.addAndGet(-content.length) >= 0) {
            kept = content;
        }
        return content;
    }

    /** Whether the content has been read and is kept, so that it will never be another one. */
    public boolean isKept() {
        return kept != null;
    }

    /** One call of the system for most files: a read that is short and ends where the file was said to end is complete. */
    private byte @Nullable [] readSmall() {
        byte[] buffer = new byte[smallSize + 1];
        try (InputStream in = open()) {
            return in.read(buffer) == smallSize ? Arrays.copyOf(buffer, smallSize) : null;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /**
     * Opens it.
     *
     * @throws InvalidRevisionFileException when it is missing or cannot be opened
     */
    public InputStream open() {
        byte[] known = kept;
        try {
            return known == null ? opener.open() : new ByteArrayInputStream(known);
        } catch (NoSuchFileException e) {
            throw new InvalidRevisionFileException(
                    name + " does not exist any more. Put the file back, or start again to read the folder anew.",
                    Place.ofFile(name),
                    e);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** The error that it cannot be read to its end. */
    public InvalidRevisionFileException unreadable(IOException e) {
        return new InvalidRevisionFileException(
                name + " cannot be opened: " + e.getMessage() + ". Check that it is a readable file.",
                Place.ofFile(name),
                e);
    }

    @Override
    public String toString() {
        return name;
    }
}
