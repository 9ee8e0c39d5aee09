package dev.reflux.script;

import dev.reflux.error.ConfigException;
import dev.reflux.error.Place;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
     * The files in it, sorted by name.
     *
     * @return by a key that is the same for one file reached in two ways
     * @throws ConfigException if the folder is not there or cannot be read
     */
    Map<String, RevisionSource> list() {
        try {
            return location.startsWith(CLASSPATH) ? listClassPath() : listFolder(Path.of(location), location);
        } catch (IOException | UncheckedIOException e) {
            Throwable cause = e instanceof UncheckedIOException unchecked ? unchecked.getCause() : e;
            throw new ConfigException(
                    "The version location " + location + " cannot be read: " + cause + ". Check its permissions.",
                    Place.ofFile(location),
                    e);
        }
    }

    private Map<String, RevisionSource> listFolder(Path folder, String shown) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new ConfigException(
                    "The version location " + shown + " is not a folder. Create it, or correct version-locations.",
                    Place.ofFile(shown));
        }
        Path real = folder.toRealPath();
        String prefix = shownPrefix(folder);
        List<Path> paths = recursive ? below(folder, real) : in(folder);
        List<Entry> entries = new ArrayList<>(ConcurrentReading.read(paths, path -> Entry.of(folder, path)));
        entries.sort(Comparator.comparing(Entry::name));
        Map<String, RevisionSource> files = new LinkedHashMap<>(2 * entries.size());
        long kept = 0;
        for (Entry entry : entries) {
            if (entry.isFile()) {
                long size = entry.size();
                kept += size <= RevisionSource.SMALL ? size : 0;
                RevisionSource source =
                        RevisionSource.ofFile(prefix + entry.name(), entry.path(), size, kept <= MOST_KEPT);
                files.put(entry.key(real), source);
            }
        }
        return files;
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
     * An entry of a folder. What it is costs one system call for each file, and only a link needs more.
     *
     * @param path the entry
     * @param name its path below the version location
     * @param attributes of the entry itself, even where it is a link; null when it is gone by now, as the temporary file of
     *     a revision that is being written
     */
    private record Entry(Path path, String name, @Nullable BasicFileAttributes attributes) {

        static Entry of(Path folder, Path path) {
            boolean direct = path.getNameCount() == folder.getNameCount() + 1;
            String name = (direct ? path.getFileName() : folder.relativize(path)).toString();
            try {
                return new Entry(
                        path, name, Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
            } catch (NoSuchFileException e) {
                return new Entry(path, name, null);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** A link that leads nowhere counts as a file, so that it is reported rather than overlooked. */
        boolean isFile() {
            return attributes != null
                    && (attributes.isRegularFile() || (attributes.isSymbolicLink() && !Files.isDirectory(path)));
        }

        /** In bytes; of a link, which leads elsewhere, it is not known. */
        long size() {
            return attributes != null && attributes.isRegularFile() ? attributes.size() : Long.MAX_VALUE;
        }

        String key(Path realFolder) throws IOException {
            boolean link = attributes != null && attributes.isSymbolicLink() && Files.exists(path);
            return link ? path.toRealPath().toString() : realFolder + File.separator + name;
        }
    }

    /** Relative where the folder lies below the working directory, as a user there would name it. */
    private static String shownPrefix(Path folder) {
        Path here = Path.of("").toAbsolutePath();
        Path absolute = folder.toAbsolutePath().normalize();
        String shown = absolute.startsWith(here) ? here.relativize(absolute).toString() : folder.toString();
        return shown.isEmpty() || shown.endsWith(File.separator) ? shown : shown + File.separator;
    }

    private Map<String, RevisionSource> listClassPath() throws IOException {
        ClassPathFolder folder = new ClassPathFolder(location.substring(CLASSPATH.length()), recursive);
        Map<String, RevisionSource> files = new LinkedHashMap<>();
        for (URL directory : folder.directories()) {
            files.putAll(listFolder(path(directory), location));
        }
        for (ClassPathFolder.JarFileEntry entry : folder.jarFiles()) {
            files.put(
                    entry.url().toString(),
                    RevisionSource.ofResource(location + "/" + entry.name(), entry.url(), entry.content()));
        }
        if (files.isEmpty() && !folder.exists()) {
            throw new ConfigException(
                    "The version location " + location + " is not on the class path. Check the name, and that the files"
                            + " are packaged.",
                    Place.ofFile(location));
        }
        return files;
    }

    private static Path path(URL url) throws IOException {
        try {
            return Path.of(url.toURI());
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }
}
