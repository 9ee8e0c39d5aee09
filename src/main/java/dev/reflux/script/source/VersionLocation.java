package dev.reflux.script.source;

import dev.reflux.error.ConfigException;
import dev.reflux.error.InvalidRevisionFileException;
import dev.reflux.error.Place;
import java.io.File;
import java.io.IOException;
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
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Lists the files of a version location: a folder, or a folder of the class path, inside jars too. */
final class VersionLocation {

    private static final String CLASS = ".class";

    /** Bytes of small files that are kept in memory between their head and their body being read. */
    private static final long MOST_KEPT = 16 << 20;

    private final String location;
    private final boolean recursive;
    private final Reach reach;

    /**
     * A location.
     *
     * @param reach where links in it may lead
     */
    VersionLocation(String location, boolean recursive, Reach reach) {
        this.location = location;
        this.recursive = recursive;
        this.reach = reach;
    }

    /**
     * Lists it, each folder and all jars by themselves, sorted by name.
     *
     * @throws ConfigException if the folder is not there or cannot be read
     */
    List<List<? extends VersionLocations.Entry>> list() {
        try {
            return location.startsWith(RevisionSource.CLASSPATH)
                    ? listClassPath()
                    : List.of(listFolder(Path.of(location), location, null));
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private ConfigException unreadable(IOException cause) {
        return new ConfigException(
                "The version location " + location + " cannot be read: " + cause + ". Check its permissions.",
                Place.ofFile(location),
                cause);
    }

    /** Lists a folder; with its path on the class path, if it is there. */
    private List<FolderEntry> listFolder(Path folder, String shown, @Nullable String onClassPath) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new ConfigException(
                    "The version location " + shown + " is not a folder. Create it, or correct version-locations.",
                    Place.ofFile(shown));
        }
        Path real = folder.toRealPath();
        Folder in = new Folder(real + File.separator, shownPrefix(folder), onClassPath, new AtomicLong(MOST_KEPT));
        List<FolderEntry> entries = new ArrayList<>();
        for (Path path : recursive ? below(folder, real) : in(folder)) {
            boolean direct = path.getNameCount() == folder.getNameCount() + 1;
            String name = (direct ? path.getFileName() : folder.relativize(path)).toString();
            entries.add(new FolderEntry(in, path, name));
        }
        entries.sort(Comparator.comparing(FolderEntry::name));
        return entries;
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
     * A folder.
     *
     * @param real its real path, with a separator at the end
     * @param prefix what stands before the names of its files for the user
     * @param onClassPath its path on the class path, or null
     * @param kept number of bytes that may be kept yet
     */
    private record Folder(String real, String prefix, @Nullable String onClassPath, AtomicLong kept) {}

    /**
     * An entry of a folder, by its path below the folder. What it is costs one system call for each file, and only a link
     * needs more.
     */
    private final class FolderEntry implements VersionLocations.Entry {

        private final Folder folder;
        private final Path path;
        private final String name;

        FolderEntry(Folder folder, Path path, String name) {
            this.folder = folder;
            this.path = path;
            this.name = name;
        }

        String name() {
            return name;
        }

        @Override
        public String realPath() {
            return folder.real() + name;
        }

        @Override
        public VersionLocations.@Nullable Located locate() {
            try {
                BasicFileAttributes attributes =
                        Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
                if (attributes.isRegularFile()) {
                    return new VersionLocations.Located(source(attributes.size()), null);
                }
                if (attributes.isSymbolicLink()) {
                    return link();
                }
                return attributes.isDirectory() && !looksLikeFile() ? null : noFile(attributes.isDirectory());
            } catch (NoSuchFileException e) {
                // Such as the temporary file of a revision that is being written
                return null;
            } catch (IOException e) {
                throw unreadable(e);
            }
        }

        /** A class is what the class path has by its name, and nothing to edit. */
        private RevisionSource source(long size) throws IOException {
            String onClassPath = folder.onClassPath();
            if (onClassPath != null && name.endsWith(CLASS)) {
                String resource = onClassPath + "/" + name.replace(File.separatorChar, '/');
                return RevisionSource.ofResource(resource, path.toUri().toURL(), null);
            }
            return RevisionSource.ofFile(shown(), fileName(), path, size, folder.kept());
        }

        /** A link that leads nowhere counts as a file, so that it is reported rather than overlooked. */
        private VersionLocations.Located link() throws IOException {
            if (!Files.exists(path)) {
                return new VersionLocations.Located(RevisionSource.ofFile(shown(), path), null);
            }
            Path target = path.toRealPath();
            if (!target.startsWith(folder.real()) && !reach.covers(target)) {
                return refused(() -> Reach.escape(shown(), target));
            }
            return Files.isRegularFile(target)
                    ? new VersionLocations.Located(RevisionSource.ofFile(shown(), path), target.toString())
                    : noFile(Files.isDirectory(target));
        }

        /** Whether a folder may be taken for a revision, and is none to be searched. */
        private boolean looksLikeFile() {
            return !recursive && fileName().indexOf('.') > 0;
        }

        /** Only who takes it for a revision is told: it may be a folder of anything. */
        private VersionLocations.Located noFile(boolean directory) {
            String what = directory ? " is a folder" : " is a pipe, a device or the like";
            return refused(() -> new InvalidRevisionFileException(
                    shown() + what + ", not a file. Put a file in its place, or give it a name that is no revision's.",
                    Place.ofFile(shown())));
        }

        private VersionLocations.Located refused(Supplier<RuntimeException> refusal) {
            return new VersionLocations.Located(RevisionSource.refused(shown(), fileName(), refusal), null);
        }

        private String shown() {
            return folder.prefix() + name;
        }

        private String fileName() {
            return name.substring(name.lastIndexOf(File.separatorChar) + 1);
        }
    }

    /** A file in a jar, or wherever else a class loader finds it. */
    private record JarEntry(RevisionSource source, String realPath) implements VersionLocations.Entry {

        @Override
        public VersionLocations.Located locate() {
            return new VersionLocations.Located(source, realPath);
        }
    }

    /** Relative where the folder lies below the working directory, as a user there would name it. */
    private static String shownPrefix(Path folder) {
        Path here = Path.of("").toAbsolutePath();
        Path absolute = folder.toAbsolutePath().normalize();
        String shown = absolute.startsWith(here) ? here.relativize(absolute).toString() : folder.toString();
        return shown.isEmpty() || shown.endsWith(File.separator) ? shown : shown + File.separator;
    }

    private List<List<? extends VersionLocations.Entry>> listClassPath() throws IOException {
        ClassPathFolder folder = new ClassPathFolder(location.substring(RevisionSource.CLASSPATH.length()), recursive);
        List<List<? extends VersionLocations.Entry>> listings = new ArrayList<>();
        for (URL directory : folder.directories()) {
            listings.add(listFolder(path(directory), location, folder.path()));
        }
        List<JarEntry> inJars = entries(folder.jarFiles());
        if (listings.isEmpty() && inJars.isEmpty()) {
            inJars = entries(folder.indexed());
        }
        if (listings.isEmpty() && inJars.isEmpty() && !folder.exists()) {
            throw new ConfigException(
                    "The version location " + location + " is not on the class path. Check the name, and that the files"
                            + " are packaged.",
                    Place.ofFile(location));
        }
        listings.add(inJars);
        return listings;
    }

    private static List<JarEntry> entries(List<ClassPathFolder.JarFileEntry> files) {
        return files.stream()
                .map(file -> new JarEntry(
                        RevisionSource.ofResource(file.resource(), file.url(), file.content()),
                        file.url().toString()))
                .toList();
    }

    private static Path path(URL url) throws IOException {
        try {
            return Path.of(url.toURI());
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }
}
