package dev.reflux.script.compiler;

import dev.reflux.script.source.ClassLoaders;
import dev.reflux.script.source.RevisionSource;
import java.nio.file.Path;
import java.util.List;

/** A Java source file by itself, outside the graph of revisions, such as the environment's. */
public final class JavaFile {

    private JavaFile() {}

    /**
     * Compiles a file in memory, as Java revisions are compiled, but without any other file. Blocks.
     *
     * @return its classes that are within no other, by name; none of them is initialised
     * @throws dev.reflux.error.ConfigException if the Java runtime has no compiler
     * @throws dev.reflux.error.InvalidRevisionFileException if it cannot be read or compiled
     */
    public static List<Class<?>> load(Path file) {
        RevisionSource source = RevisionSource.ofFile(file);
        JavaSources alone = new JavaSources(SystemCompiler::isThere, ClassLoaders.forClasses());
        alone.add(source, null);
        return alone.topLevelClasses(source);
    }
}
