package dev.reflux.script.compiler;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.JavaFileObject.Kind;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import org.jspecify.annotations.Nullable;

/** What the compiler reads and writes: classes of the application come in, compiled ones stay in memory. */
final class CompilerFiles extends ForwardingJavaFileManager<StandardJavaFileManager> {

    private final @Nullable LoadableClasses others;
    private final List<CompiledClass> compiled = new ArrayList<>();

    private CompilerFiles(StandardJavaFileManager files, @Nullable LoadableClasses others) {
        super(files);
        this.others = others;
    }

    /** For classes that will see what a class loader loads. */
    static CompilerFiles open(JavaCompiler compiler, ClassLoader parent) throws IOException {
        StandardJavaFileManager files = compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8);
        CompilerClassPath classPath = CompilerClassPath.of(parent);
        files.setLocationFromPaths(StandardLocation.CLASS_PATH, classPath.entries());
        return new CompilerFiles(files, classPath.complete() ? null : new LoadableClasses(parent));
    }

    /** What was compiled. */
    List<CompiledClass> compiled() {
        return compiled;
    }

    // Sources that happen to be on the class path are not asked for
    @Override
    public Iterable<JavaFileObject> list(Location location, String packageName, Set<Kind> kinds, boolean recurse)
            throws IOException {
        if (location != StandardLocation.CLASS_PATH || !kinds.contains(Kind.CLASS)) {
            return location == StandardLocation.CLASS_PATH
                    ? List.of()
                    : super.list(location, packageName, kinds, recurse);
        }
        Iterable<JavaFileObject> known = super.list(location, packageName, Set.of(Kind.CLASS), recurse);
        return others == null ? known : together(known, others.in(packageName));
    }

    private static Collection<JavaFileObject> together(
            Iterable<JavaFileObject> known, Collection<LoadableClass> others) {
        List<JavaFileObject> all = new ArrayList<>();
        known.forEach(all::add);
        all.addAll(others);
        return all;
    }

    @Override
    public String inferBinaryName(Location location, JavaFileObject file) {
        return file instanceof LoadableClass loadable ? loadable.binaryName() : super.inferBinaryName(location, file);
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
            Location location, String className, Kind kind, @Nullable FileObject sibling) throws IOException {
        if (kind == Kind.CLASS && sibling instanceof JavaSource source) {
            CompiledClass output = new CompiledClass(className, source.source());
            compiled.add(output);
            return output;
        }
        throw new IOException("Unexpected output of the compiler: " + className + kind.extension);
    }

    @Override
    public void close() throws IOException {
        try (others) {
            super.close();
        }
    }
}
