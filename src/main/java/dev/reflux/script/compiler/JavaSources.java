package dev.reflux.script.compiler;

import dev.reflux.script.source.RevisionSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The Java source files of all version locations, helpers included. They are compiled together, once, when the first of them
 * is to run.
 */
public final class JavaSources {

    /** Would make the compiler look for everything else on a module path. */
    private static final String MODULE = "module-info.java";

    private final BooleanSupplier compilerIsThere;
    private final ClassLoader parent;
    private final List<Source> sources = new ArrayList<>();
    private @Nullable Compilation compilation;

    private record Compilation(CompiledClasses classes, Map<RevisionSource, String> checksums) {}

    private record Source(RevisionSource file, @Nullable String revision) {}

    /**
     * No files yet.
     *
     * @param compilerIsThere whether the Java runtime has a compiler
     * @param parent finds the classes that the sources use
     */
    public JavaSources(BooleanSupplier compilerIsThere, ClassLoader parent) {
        this.compilerIsThere = compilerIsThere;
        this.parent = parent;
    }

    /**
     * Takes a file, before any is compiled.
     *
     * @param revision id of the revision that it holds, or null for a helper
     */
    public synchronized void add(RevisionSource file, @Nullable String revision) {
        if (!file.fileName().equals(MODULE)) {
            sources.add(new Source(file, revision));
        }
    }

    /**
     * The classes of a file that are within no other, by name; none of them is initialised.
     *
     * @throws dev.reflux.error.ConfigException if there is no compiler
     * @throws dev.reflux.error.InvalidRevisionFileException if any of the files cannot be compiled
     */
    public List<Class<?>> topLevelClasses(RevisionSource file) {
        return compilation(file).classes().topLevelClasses(file);
    }

    /**
     * The checksum of a file as it was when it was compiled, whatever has become of it since.
     *
     * @return lower-case hex SHA-256 of the file, byte-order mark removed, CRLF and CR folded to LF
     * @throws dev.reflux.error.ConfigException if there is no compiler
     * @throws dev.reflux.error.InvalidRevisionFileException if any of the files cannot be compiled
     */
    public @Nullable String checksum(RevisionSource file) {
        return compilation(file).checksums().get(file);
    }

    private synchronized Compilation compilation(RevisionSource wanted) {
        Compilation known = compilation;
        if (known == null) {
            SystemCompiler.require(compilerIsThere, wanted.name());
            List<JavaSource> read = read();
            CompiledClasses classes = new SourceCompiler(parent).compile(read);
            known = new Compilation(
                    classes, read.stream().collect(Collectors.toMap(JavaSource::source, JavaSource::checksum)));
            compilation = known;
        }
        return known;
    }

    private List<JavaSource> read() {
        List<Source> sorted = new ArrayList<>(sources);
        sorted.sort(Comparator.comparing(each -> each.file().name()));
        List<JavaSource> read = new ArrayList<>();
        for (Source each : sorted) {
            read.add(new JavaSource(read.size(), each.file(), each.revision()));
        }
        return read;
    }
}
