package dev.reflux.script.source;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;

/** A folder of the class path, as it is found in directories and in jars. */
final class ClassPathFolder {

    private static final String MANIFEST = "META-INF/MANIFEST.MF";
    private static final String INDEX = "reflux.index";
    private static final String INSIDE = "!/";
    private static final int LARGEST_KEPT = 64 * 1024;
    private static final int LARGEST_INDEX = 16 << 20;

    private final String folder;
    private final boolean recursive;
    private final ClassLoader loader = ClassLoaders.ofThread();

    /**
     * A folder.
     *
     * @param folder its path, maybe with slashes at its ends
     * @param recursive whether the folders below it count too
     */
    ClassPathFolder(String folder, boolean recursive) {
        this.folder = folder.replaceAll("^/+|/+$", "");
        this.recursive = recursive;
    }

    /**
     * One file of a jar.
     *
     * @param resource its path on the class path
     * @param url where it is
     * @param content what it holds, where that is not much: opening a jar anew for each file would read the jar's whole
     *     directory as often; else null
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record JarFileEntry(String resource, URL url, byte @Nullable [] content) {}

    /** Its path on the class path, without slashes at its ends. */
    String path() {
        return folder;
    }

    /** Whether some class path entry has the folder itself, empty or not. */
    boolean exists() throws IOException {
        return loader.getResources(folder).hasMoreElements();
    }

    /** The directories that are this folder. */
    List<URL> directories() throws IOException {
        return Collections.list(loader.getResources(folder)).stream()
                .filter(root -> root.getProtocol().equals("file"))
                .toList();
    }

    /**
     * The files of this folder in all jars, sorted within each.
     *
     * <p>A jar need not have an entry for the folder itself, and many have none; so every jar is looked into that has the
     * folder or a manifest.
     */
    List<JarFileEntry> jarFiles() throws IOException {
        Set<String> jars = new LinkedHashSet<>();
        List<URL> anchors = new ArrayList<>(Collections.list(loader.getResources(folder)));
        anchors.addAll(Collections.list(loader.getResources(MANIFEST)));
        List<JarFileEntry> files = new ArrayList<>();
        for (URL anchor : anchors) {
            String text = anchor.toString();
            int inside = text.lastIndexOf(INSIDE);
            if (!anchor.getProtocol().equals("file") && inside > 0 && jars.add(text.substring(0, inside))) {
                files.addAll(list(anchor, text.substring(0, inside + INSIDE.length())));
            }
        }
        return files;
    }

    /**
     * The files that a file {@code reflux.index} in the folder names, one a line: for class loaders that find files but
     * list none, such as that of a native image.
     *
     * @throws IOException if it names a file that is not there
     */
    List<JarFileEntry> indexed() throws IOException {
        URL index = loader.getResource(folder + "/" + INDEX);
        if (index == null) {
            return List.of();
        }
        List<JarFileEntry> files = new ArrayList<>();
        try (InputStream in = index.openStream()) {
            byte[] content = in.readNBytes(LARGEST_INDEX + 1);
            if (content.length > LARGEST_INDEX) {
                throw new IOException(INDEX + " is larger than " + (LARGEST_INDEX >> 20) + " MiB");
            }
            String names = new String(content, StandardCharsets.UTF_8);
            for (String line : names.lines().toList()) {
                if (!line.isBlank()) {
                    files.add(indexed(folder + "/" + line.strip()));
                }
            }
        }
        return files;
    }

    private JarFileEntry indexed(String resource) throws IOException {
        URL url = leadsUp(resource) ? null : loader.getResource(resource);
        if (url == null) {
            throw new IOException(INDEX + " names " + resource + ", which is not there");
        }
        return new JarFileEntry(resource, url, null);
    }

    private List<JarFileEntry> list(URL anchor, String root) throws IOException {
        URLConnection connection = anchor.openConnection();
        if (!(connection instanceof JarURLConnection jar)) {
            return List.of();
        }
        jar.setUseCaches(false);
        List<JarFileEntry> files = new ArrayList<>();
        try (JarFile file = jar.getJarFile()) {
            for (String name : names(file)) {
                String resource = folder + "/" + name;
                URL url = URI.create(root + encode(resource)).toURL();
                files.add(new JarFileEntry(resource, url, content(file, resource)));
            }
        }
        return files;
    }

    /** What a jar says of the size of an entry need not be true. */
    private static byte @Nullable [] content(JarFile jar, String name) throws IOException {
        JarEntry entry = jar.getJarEntry(name);
        if (entry.getSize() < 0 || entry.getSize() > LARGEST_KEPT) {
            return null;
        }
        try (InputStream in = jar.getInputStream(entry)) {
            byte[] content = in.readNBytes(LARGEST_KEPT + 1);
            return content.length > LARGEST_KEPT ? null : content;
        }
    }

    private List<String> names(JarFile jar) {
        String prefix = folder + "/";
        List<String> names = new ArrayList<>();
        for (JarEntry entry : Collections.list(jar.entries())) {
            String name = entry.getName();
            if (!entry.isDirectory() && name.startsWith(prefix) && !leadsUp(name)) {
                String rest = name.substring(prefix.length());
                if (recursive || rest.indexOf('/') < 0) {
                    names.add(rest);
                }
            }
        }
        Collections.sort(names);
        return names;
    }

    /** Whether a jar that nobody packed in good faith names a file of another folder so. */
    private static boolean leadsUp(String name) {
        return List.of(name.split("/", -1)).contains("..");
    }

    private static String encode(String name) throws IOException {
        try {
            return new URI(null, null, name, null).getRawPath();
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }
}
