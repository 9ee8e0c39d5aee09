package dev.reflux.script;

import dev.reflux.error.InvalidRevisionFileException;
import dev.reflux.error.Place;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.SoftReference;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a revision is written down: a file or a class path resource. It may be opened any number of times; each stream is
 * unbuffered and belongs to the caller.
 */
public final class RevisionSource {

    private static final int SMALL = 4096;

    /** Holds most files, and there may be ten thousand of them. */
    private static final int FIRST_READ = 1024;

    private final String name;
    private final String fileName;
    private final Opener opener;
    private final @Nullable Path file;
    private volatile SoftReference<byte[]> kept = new SoftReference<>(null);

    private interface Opener {
        InputStream open() throws IOException;
    }

    private RevisionSource(String name, String fileName, Opener opener, @Nullable Path file) {
        this.name = name;
        this.fileName = fileName;
        this.opener = opener;
        this.file = file;
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
        return new RevisionSource(name, last == null ? name : last.toString(), () -> Files.newInputStream(file), file);
    }

    /** A text that is in no file yet, under the name of the file it is meant for. */
    public static RevisionSource ofText(String fileName, String text) {
        return new RevisionSource(
                fileName, fileName, () -> new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), null);
    }

    /**
     * A class path resource.
     *
     * @param name the resource as the user knows it, such as {@code classpath:db/versions/a.sql}
     * @param resource the URL to open
     * @param content what it holds, or null where that is to be read from the URL
     */
    static RevisionSource ofResource(String name, URL resource, byte @Nullable [] content) {
        String path = resource.getPath();
        String last = path.substring(path.lastIndexOf('/') + 1);
        String decoded = URLDecoder.decode(last.replace("+", "%2B"), StandardCharsets.UTF_8);
        Opener opener = content == null ? () -> openUncached(resource) : () -> new ByteArrayInputStream(content);
        return new RevisionSource(name, decoded, opener, null);
    }

    // A cached jar connection keeps the jar open, and serves its old content after the jar was replaced
    private static InputStream openUncached(URL resource) throws IOException {
        URLConnection connection = resource.openConnection();
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

    /** The file that may be edited; empty for a resource inside a jar. */
    public Optional<Path> file() {
        return Optional.ofNullable(file);
    }

    /**
     * The content of a small file, which is read once and kept as long as there is memory: most revision files are small,
     * and their head and their body are read at different times.
     *
     * @return to be left unchanged; null when the file is not small
     * @throws InvalidRevisionFileException when it is missing or cannot be read
     */
    byte @Nullable [] small() {
        byte[] known = kept.get();
        if (known != null) {
            return known;
        }
        byte[] content = readSmall();
        if (content != null) {
            kept = new SoftReference<>(content);
        }
        return content;
    }

    private byte @Nullable [] readSmall() {
        try (InputStream in = open()) {
            byte[] first = new byte[FIRST_READ];
            int length = in.readNBytes(first, 0, FIRST_READ);
            if (length < FIRST_READ) {
                return Arrays.copyOf(first, length);
            }
            byte[] all = Arrays.copyOf(first, SMALL);
            int more = in.readNBytes(all, FIRST_READ, SMALL - FIRST_READ);
            return FIRST_READ + more < SMALL ? Arrays.copyOf(all, FIRST_READ + more) : null;
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
        try {
            return opener.open();
        } catch (NoSuchFileException e) {
            throw new InvalidRevisionFileException(
                    name + " does not exist any more. Put the file back, or start again to read the folder anew.",
                    Place.ofFile(name),
                    e);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private InvalidRevisionFileException unreadable(IOException e) {
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
