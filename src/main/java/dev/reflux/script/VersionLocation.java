package dev.reflux.script;

import dev.reflux.error.ConfigException;
import dev.reflux.error.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
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
        Map<String, RevisionSource> files = new LinkedHashMap<>();
        try (Stream<Path> entries = Files.walk(folder, recursive ? Integer.MAX_VALUE : 1)) {
            for (Path file : entries.filter(VersionLocation::isFile).sorted().toList()) {
                files.put(key(file), RevisionSource.ofFile(shown(file), file));
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

    /** Relative where the file lies below the working directory, as a user there would name it. */
    private static String shown(Path file) {
        Path here = Path.of("").toAbsolutePath();
        Path absolute = file.toAbsolutePath().normalize();
        return absolute.startsWith(here) ? here.relativize(absolute).toString() : file.toString();
    }

    /** Resolves links only where there are any, since a real path costs several system calls. */
    private static String key(Path file) throws IOException {
        Path absolute = file.toAbsolutePath().normalize();
        return Files.isSymbolicLink(file) && Files.exists(file)
                ? absolute.toRealPath().toString()
                : absolute.toString();
    }

    private Map<String, RevisionSource> listClassPath() throws IOException {
        String folder = location.substring(CLASSPATH.length()).replaceAll("^/+|/+$", "");
        List<URL> roots = Collections.list(classLoader().getResources(folder));
        if (roots.isEmpty()) {
            throw new ConfigException(
                    "The version location " + location + " is not on the class path. Check the name; a jar must have an"
                            + " entry for the folder itself.",
                    Place.ofFile(location));
        }
        Map<String, RevisionSource> files = new LinkedHashMap<>();
        for (URL root : roots) {
            files.putAll(root.getProtocol().equals("file") ? listFolder(path(root), location) : listJar(root));
        }
        return files;
    }

    private static ClassLoader classLoader() {
        ClassLoader ofThread = Thread.currentThread().getContextClassLoader();
        return ofThread == null ? VersionLocation.class.getClassLoader() : ofThread;
    }

    private static Path path(URL url) throws IOException {
        try {
            return Path.of(url.toURI());
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }

    private Map<String, RevisionSource> listJar(URL root) throws IOException {
        URLConnection connection = root.openConnection();
        if (!(connection instanceof JarURLConnection jar)) {
            throw new IOException("a class path entry of kind " + root.getProtocol() + " cannot be listed");
        }
        jar.setUseCaches(false);
        Map<String, RevisionSource> files = new LinkedHashMap<>();
        try (JarFile file = jar.getJarFile()) {
            String prefix = jar.getEntryName().replaceAll("/+$", "") + "/";
            for (String name : entries(file, prefix)) {
                URL url = URI.create(root.toString().replaceAll("/+$", "") + "/" + encode(name))
                        .toURL();
                files.put(url.toString(), RevisionSource.ofResource(location + "/" + name, url));
            }
        }
        return files;
    }

    private static String encode(String name) throws IOException {
        try {
            return new URI(null, null, name, null).getRawPath();
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }

    private List<String> entries(JarFile jar, String prefix) {
        List<String> names = new ArrayList<>();
        for (JarEntry entry : Collections.list(jar.entries())) {
            String name = entry.getName();
            if (!entry.isDirectory() && name.startsWith(prefix) && !name.contains("..")) {
                String rest = name.substring(prefix.length());
                if (recursive || rest.indexOf('/') < 0) {
                    names.add(rest);
                }
            }
        }
        Collections.sort(names);
        return names;
    }
}
