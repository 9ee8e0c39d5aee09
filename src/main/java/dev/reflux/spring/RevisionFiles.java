package dev.reflux.spring;

import dev.reflux.migration.Revision;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.aot.generate.GenerationContext;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.util.ClassUtils;

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
        String index = folder + "/" + INDEX;
        if (!names.isEmpty() && loader.getResource(index) == null) {
            generation.getGeneratedFiles().addResourceFile(index, String.join("\n", names) + "\n");
        }
    }

    /** Relative to the folder, sorted. */
    private Set<String> names(ClassLoader loader) {
        Set<String> names = new TreeSet<>();
        String pattern = "classpath*:" + folder + (recursive ? "/**/*" : "/*");
        try {
            for (Resource file : new PathMatchingResourcePatternResolver(loader).getResources(pattern)) {
                String path = file.getURL().getPath();
                int start = path.lastIndexOf("/" + folder + "/");
                if (file.isReadable() && start >= 0) {
                    names.add(path.substring(start + folder.length() + 2));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The revision files of classpath:" + folder + " cannot be listed.", e);
        }
        names.remove(INDEX);
        return names;
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
