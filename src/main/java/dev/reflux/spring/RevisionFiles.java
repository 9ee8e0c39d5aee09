package dev.reflux.spring;

import dev.reflux.migration.Revision;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.aot.generate.GenerationContext;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;

/**
 * The revision files of a folder of the class path while an application is built ahead of time.
 *
 * <p>A native image finds resources by name and cannot list them, so that a file {@value #INDEX} is written which names them.
 *
 * @param folder path without slashes at its ends
 * @param recursive whether the folders below it count too
 */
record RevisionFiles(String folder, boolean recursive) {

    private static final String INDEX = "reflux.index";
    private static final String CLASS_FILE = ".class";

    RevisionFiles {
        folder = folder.replaceAll("^/+|/+$", "");
    }

    void contributeTo(GenerationContext generation, ClassLoader loader) {
        RuntimeHints hints = generation.getRuntimeHints();
        hints.resources().registerPattern(folder + (recursive ? "/**" : "/*"));
        Set<String> names = names(loader);
        for (String name : names) {
            if (name.endsWith(CLASS_FILE)) {
                registerRevision(hints, folder + "/" + name, loader);
            }
        }
        if (!names.isEmpty()) {
            generation.getGeneratedFiles().addResourceFile(folder + "/" + INDEX, String.join("\n", names) + "\n");
        }
    }

    /**
     * Relative to the folder, sorted: what is listed, and what an index names that is there already. Such an index is the
     * application's own or that of an earlier build, which may name files that have gone since and knows none that are new.
     */
    private Set<String> names(ClassLoader loader) {
        Set<String> names = new TreeSet<>();
        try {
            names.addAll(listed(loader));
            for (URL index : Collections.list(loader.getResources(folder + "/" + INDEX))) {
                names.addAll(indexed(index, loader));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The revision files of classpath:" + folder + " cannot be listed.", e);
        }
        names.remove(INDEX);
        return names;
    }

    private Set<String> listed(ClassLoader loader) throws IOException {
        Set<String> names = new LinkedHashSet<>();
        String pattern = "classpath*:" + folder + (recursive ? "/**/*" : "/*");
        for (Resource file : new PathMatchingResourcePatternResolver(loader).getResources(pattern)) {
            String path = StringUtils.uriDecode(file.getURL().getPath(), StandardCharsets.UTF_8);
            int start = path.lastIndexOf("/" + folder + "/");
            if (file.isReadable() && start >= 0) {
                names.add(path.substring(start + folder.length() + 2));
            }
        }
        return names;
    }

    private List<String> indexed(URL index, ClassLoader loader) throws IOException {
        try (InputStream in = index.openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(String::strip)
                    .filter(name -> !name.isEmpty() && loader.getResource(folder + "/" + name) != null)
                    .toList();
        }
    }

    private static void registerRevision(RuntimeHints hints, String resource, ClassLoader loader) {
        String name =
                resource.substring(0, resource.length() - CLASS_FILE.length()).replace('/', '.');
        if (ClassUtils.isPresent(name, loader)) {
            Class<?> type = ClassUtils.resolveClassName(name, loader);
            if (type.isAnnotationPresent(Revision.class)) {
                registerMembers(hints, type);
            }
        }
    }

    static void registerMembers(RuntimeHints hints, Class<?> type) {
        hints.reflection()
                .registerType(type, MemberCategory.INVOKE_DECLARED_CONSTRUCTORS, MemberCategory.INVOKE_PUBLIC_METHODS);
    }
}
