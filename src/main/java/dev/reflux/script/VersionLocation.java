package dev.reflux.script;

import dev.reflux.error.ConfigException;
import dev.reflux.error.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** Lists the files of a version location: a folder, or a folder of the class path, inside jars too. */
final class VersionLocation {

    private static final String CLASSPATH = "classpath:";

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
        } catch (IOException e) {
            throw new ConfigException(
                    "The version location " + location + " cannot be read: " + e + ". Check its permissions.",
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
        Map<String, RevisionSource> files = new LinkedHashMap<>();
        try (Stream<Path> entries = Files.walk(folder, recursive ? Integer.MAX_VALUE : 1)) {
            for (Path file : entries.filter(VersionLocation::isFile).sorted().toList()) {
                files.put(key(file, real.resolve(folder.relativize(file))), RevisionSource.ofFile(file));
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return files;
    }

    /** A link that leads nowhere counts as a file, so that it is reported rather than overlooked. */
    private static boolean isFile(Path path) {
        return Files.isRegularFile(path) || (Files.isSymbolicLink(path) && !Files.isDirectory(path));
    }

    /** Resolves a file's own link only where it is one, since a real path costs several system calls. */
    private static String key(Path file, Path real) throws IOException {
        boolean link = Files.isSymbolicLink(file) && Files.exists(file);
        return link ? real.toRealPath().toString() : real.toString();
    }

    private Map<String, RevisionSource> listClassPath() throws IOException {
        ClassPathFolder folder = new ClassPathFolder(location.substring(CLASSPATH.length()), recursive);
        Map<String, RevisionSource> files = new LinkedHashMap<>();
        for (URL directory : folder.directories()) {
            files.putAll(listFolder(path(directory), location));
        }
        for (ClassPathFolder.JarFileEntry entry : folder.jarFiles()) {
            files.put(entry.url().toString(), RevisionSource.ofResource(location + "/" + entry.name(), entry.url()));
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
