package dev.reflux.script.compiler;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What sources are compiled against: all that the class loader of the compiled classes finds, as far as it can be told.
 *
 * @param entries folders and jars, in the order of search
 * @param complete whether the class loader finds nothing else; not so for jars within a jar, and loaders of unknown kinds
 */
record CompilerClassPath(List<Path> entries, boolean complete) {

    private static final List<ClassLoader> OF_THE_JVM =
            List.of(ClassLoader.getSystemClassLoader(), ClassLoader.getPlatformClassLoader());

    /** Copies the entries. */
    CompilerClassPath {
        entries = List.copyOf(entries);
    }

    /** That of a class loader and its parents. */
    static CompilerClassPath of(ClassLoader loader) {
        Set<Path> entries = new LinkedHashSet<>(paths("java.class.path"));
        paths("jdk.module.path").forEach(path -> entries.addAll(modules(path)));
        boolean complete = true;
        for (ClassLoader each : parentsFirst(loader)) {
            complete &= OF_THE_JVM.contains(each) || addUrls(each, entries);
        }
        return new CompilerClassPath(List.copyOf(entries), complete);
    }

    private static Collection<ClassLoader> parentsFirst(ClassLoader loader) {
        Deque<ClassLoader> chain = new ArrayDeque<>();
        for (ClassLoader each = loader; each != null; each = each.getParent()) {
            chain.addFirst(each);
        }
        return chain;
    }

    private static List<Path> paths(String property) {
        String value = System.getProperty(property, "");
        return Stream.of(value.split(File.pathSeparator))
                .filter(entry -> !entry.isEmpty())
                .map(Path::of)
                .toList();
    }

    /** An entry of a module path is a module, or a folder of jars. */
    private static List<Path> modules(Path entry) {
        if (!Files.isDirectory(entry) || Files.exists(entry.resolve("module-info.class"))) {
            return List.of(entry);
        }
        try (Stream<Path> files = Files.list(entry)) {
            List<Path> jars =
                    files.filter(file -> file.toString().endsWith(".jar")).toList();
            return jars.isEmpty() ? List.of(entry) : jars;
        } catch (IOException e) {
            return List.of(entry);
        }
    }

    private static boolean addUrls(ClassLoader loader, Set<Path> entries) {
        if (!(loader instanceof URLClassLoader withUrls)) {
            return false;
        }
        boolean all = true;
        for (URL url : withUrls.getURLs()) {
            all &= add(url, entries);
        }
        return all;
    }

    private static boolean add(URL url, Set<Path> entries) {
        if (!url.getProtocol().equals("file")) {
            return false;
        }
        try {
            entries.add(Path.of(url.toURI()));
            return true;
        } catch (URISyntaxException | IllegalArgumentException e) {
            return false;
        }
    }
}
