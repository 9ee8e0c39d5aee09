package dev.reflux.script.compiler;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * The classes that a class loader can load, by package, found in the folders and jars that it names: for jars within a jar,
 * as Spring Boot packs them, which the compiler cannot read by itself. Jars stay open until this is closed.
 */
final class LoadableClasses implements Closeable {

    private static final String MANIFEST = "META-INF/MANIFEST.MF";
    private static final String INSIDE = "!/";
    private static final String ENDING = ".class";

    private final ClassLoader loader;
    private final Map<String, JarFile> jars = new HashMap<>();
    private final Map<String, List<LoadableClass>> byPackage = new HashMap<>();
    private boolean manifestsFollowed;

    LoadableClasses(ClassLoader loader) {
        this.loader = loader;
    }

    /** The classes of a package, in the order of search; empty for a package that is not there. */
    List<LoadableClass> in(String packageName) throws IOException {
        if (!manifestsFollowed) {
            manifestsFollowed = true;
            follow(MANIFEST);
        }
        String folder = packageName.replace('.', '/');
        List<LoadableClass> found = new ArrayList<>();
        for (URL directory : follow(folder)) {
            found.addAll(list(directory, packageName));
        }
        found.addAll(byPackage.getOrDefault(packageName, List.of()));
        return found;
    }

    /** Opens the jars that have a resource, and gives those of its places that are in no jar. */
    private List<URL> follow(String resource) throws IOException {
        List<URL> directories = new ArrayList<>();
        for (URL url : Collections.list(loader.getResources(resource))) {
            String text = url.toString();
            int inside = text.lastIndexOf(INSIDE);
            if (url.getProtocol().equals("file")) {
                directories.add(url);
            } else if (inside > 0) {
                open(text.substring(0, inside + INSIDE.length()));
            }
        }
        return directories;
    }

    private void open(String root) throws IOException {
        if (jars.containsKey(root)) {
            return;
        }
        URLConnection connection = URI.create(root).toURL().openConnection();
        if (connection instanceof JarURLConnection toJar) {
            toJar.setUseCaches(false);
            JarFile jar = toJar.getJarFile();
            jars.put(root, jar);
            jar.stream().forEach(entry -> add(jar, entry));
        }
    }

    private void add(JarFile jar, JarEntry entry) {
        String path = entry.getName();
        if (path.endsWith(ENDING) && !path.startsWith("META-INF/")) {
            String name = path.substring(0, path.length() - ENDING.length()).replace('/', '.');
            String packageName = name.substring(0, Math.max(0, name.lastIndexOf('.')));
            byPackage
                    .computeIfAbsent(packageName, key -> new ArrayList<>())
                    .add(new LoadableClass(name, () -> content(jar, entry)));
        }
    }

    // Exactly so much: streams of a jar within a jar fail when they are read on after their end
    private static InputStream content(JarFile jar, JarEntry entry) throws IOException {
        byte[] bytes = new byte[(int) entry.getSize()];
        try (InputStream in = jar.getInputStream(entry)) {
            in.readNBytes(bytes, 0, bytes.length);
        }
        return new ByteArrayInputStream(bytes);
    }

    private static List<LoadableClass> list(URL directory, String packageName) throws IOException {
        List<LoadableClass> classes = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of(directory.toURI()), "*" + ENDING)) {
            for (Path file : files) {
                String fileName = String.valueOf(file.getFileName());
                String simple = fileName.substring(0, fileName.length() - ENDING.length());
                String name = packageName.isEmpty() ? simple : packageName + "." + simple;
                classes.add(new LoadableClass(name, () -> Files.newInputStream(file)));
            }
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
        return classes;
    }

    @Override
    public void close() throws IOException {
        for (JarFile jar : jars.values()) {
            jar.close();
        }
    }
}
