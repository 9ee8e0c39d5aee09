package dev.reflux.script.compiler;

import dev.reflux.error.InvalidRevisionFileException;
import dev.reflux.error.Place;
import dev.reflux.script.source.RevisionSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The classes of one compilation. They go before classes of the same names on the class path, so that what is run is what
 * the files say.
 */
final class CompiledClasses extends ClassLoader {

    static {
        registerAsParallelCapable();
    }

    private final Map<String, CompiledClass> byName = new TreeMap<>();
    private final Map<RevisionSource, List<CompiledClass>> bySource = new HashMap<>();

    CompiledClasses(Collection<CompiledClass> classes, ClassLoader parent) {
        super(parent);
        classes.forEach(each -> byName.put(each.binaryName(), each));
        byName.values().forEach(each -> bySource.computeIfAbsent(each.source(), source -> new ArrayList<>())
                .add(each));
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        CompiledClass compiled = byName.get(name);
        if (compiled == null) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? define(compiled) : loaded;
        }
    }

    private Class<?> define(CompiledClass compiled) {
        byte[] bytes = compiled.bytes();
        return defineClass(compiled.binaryName(), bytes, 0, bytes.length);
    }

    /**
     * The classes of a file that are within no other, by name; none of them is initialised.
     *
     * @throws InvalidRevisionFileException if one cannot be loaded
     */
    List<Class<?>> topLevelClasses(RevisionSource source) {
        return bySource.getOrDefault(source, List.of()).stream()
                .<Class<?>>map(this::load)
                .filter(each -> each.getEnclosingClass() == null)
                .toList();
    }

    private Class<?> load(CompiledClass compiled) {
        String file = compiled.source().name();
        try {
            return Class.forName(compiled.binaryName(), false, this);
        } catch (ClassNotFoundException | LinkageError e) {
            throw new InvalidRevisionFileException(
                    file + ": the class " + compiled.binaryName() + " was compiled but cannot be loaded: " + e
                            + ". Put all classes that it needs on the class path of the application.",
                    Place.ofFile(file),
                    e);
        }
    }
}
