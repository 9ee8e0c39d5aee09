package dev.reflux.script;

import dev.reflux.error.ConfigException;
import dev.reflux.error.Place;
import dev.reflux.script.RevisionFiles.Listed;
import dev.reflux.script.RevisionFiles.Listing;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Lists the files of a version location: a folder, or a folder of the class path, inside jars too. */
final class VersionLocation {

    private static final String CLASSPATH = "classpath:";

    /** Bytes of small files that are kept in memory between their head and their body being read. */
    private static final long MOST_KEPT = 16 << 20;

    private final String location;
    private final boolean recursive;

    VersionLocation(String location, boolean recursive) {
        this.location = location;
        this.recursive = recursive;
    }

    /**
     * The files in it: those of a folder sorted by name.
     *
     * @throws ConfigException if the folder is not there or cannot be read
     */
    List<Listing> list() {
        try {
            return location.startsWith(CLASSPATH) ? listClassPath() : List.of(listFolder(Path.of(location), location));
        } catch (IOException | UncheckedIOException e) {
            Throwable cause = e instanceof UncheckedIOException unchecked ? unchecked.getCause() : e;
            throw new ConfigException(
                    "The version location " + location + " cannot be read: " + cause + ". Check its permissions.",
                    Place.ofFile(location),
                    e);
        }
    }

    private Listing listFolder(Path folder, String shown) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new ConfigException(
                    "The version location " + shown + " is not a folder. Create it, or correct version-locations.",
                    Place.ofFile(shown));
        }
        Path real = folder.toRealPath();
        List<Path> paths = recursive ? below(folder, real) : in(folder);
        Entries entries = new Entries(folder, shownPrefix(folder), new AtomicLong(MOST_KEPT));
        List<Listed> files = new ArrayList<>(paths.size());
        for (Listed file : ConcurrentReading.read(paths, entries::file)) {
            if (file != null) {
                files.add(file);
            }
        }
        files.sort(Comparator.comparing(Listed::name));
        return new Listing(real + File.separator, files);
    }

    private static List<Path> in(Path folder) throws IOException {
        List<Path> paths = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            entries.forEach(paths::add);
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return paths;
    }

    /** From the real path on, since a walk that starts at a link sees the link alone. */
    private static List<Path> below(Path folder, Path real) throws IOException {
        List<Path> paths = new ArrayList<>();
        Files.walkFileTree(real, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                paths.add(folder.resolve(real.relativize(file)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                if (e instanceof NoSuchFileException && !file.equals(real)) {
                    return FileVisitResult.CONTINUE;
                }
                throw e;
            }
        });
        return paths;
    }

    /**
     * Entries of a folder. What one is costs one system call for each file, and only a link needs more.
     *
     * @param prefix what stands before the names of files for the user
     * @param kept number of bytes that may be kept yet
     */
    private record Entries(Path folder, String prefix, AtomicLong kept) {

        /** Null for a folder, and for what is gone by now, as the temporary file of a revision that is being written. */
        @Nullable
        Listed file(Path path) {
            try {
                BasicFileAttributes attributes =
                        Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
                if (attributes.isRegularFile()) {
                    String name = name(path);
                    RevisionSource source = RevisionSource.ofFile(prefix + name, path, attributes.size(), kept);
                    return new Listed(name, source, null);
                }
                return attributes.isSymbolicLink() ? link(path) : null;
            } catch (NoSuchFileException e) {
                return null;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** A link that leads nowhere counts as a file, so that it is reported rather than overlooked. */
        private @Nullable Listed link(Path path) throws IOException {
            if (Files.isDirectory(path)) {
                return null;
            }
            String name = name(path);
            String target = Files.exists(path) ? path.toRealPath().toString() : null;
            return new Listed(name, RevisionSource.ofFile(prefix + name, path), target);
        }

        private String name(Path path) {
            boolean direct = path.getNameCount() == folder.getNameCount() + 1;
            return (direct ? path.getFileName() : folder.relativize(path)).toString();
        }
    }

    /** Relative where the folder lies below the working directory, as a user there would name it. */
    private static String shownPrefix(Path folder) {
        Path here = Path.of("").toAbsolutePath();
        Path absolute = folder.toAbsolutePath().normalize();
        String shown = absolute.startsWith(here) ? here.relativize(absolute).toString() : folder.toString();
        return shown.isEmpty() || shown.endsWith(File.separator) ? shown : shown + File.separator;
    }

    private List<Listing> listClassPath() throws IOException {
        ClassPathFolder folder = new ClassPathFolder(location.substring(CLASSPATH.length()), recursive);
        List<Listing> listings = new ArrayList<>();
        for (URL directory : folder.directories()) {
            listings.add(listFolder(path(directory), location));
        }
        List<Listed> inJars = new ArrayList<>();
        for (ClassPathFolder.JarFileEntry entry : folder.jarFiles()) {
            RevisionSource source =
                    RevisionSource.ofResource(location + "/" + entry.name(), entry.url(), entry.content());
            inJars.add(new Listed(entry.name(), source, entry.url().toString()));
        }
        listings.add(new Listing("", inJars));
        if (listings.stream().allMatch(listing -> listing.files().isEmpty()) && !folder.exists()) {
            throw new ConfigException(
                    "The version location " + location + " is not on the class path. Check the name, and that the files"
                            + " are packaged.",
                    Place.ofFile(location));
        }
        return listings;
    }

    private static Path path(URL url) throws IOException {
        try {
            return Path.of(url.toURI());
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }
}
