package dev.reflux.script.compiler;

import dev.reflux.error.InternalException;
import dev.reflux.error.Place;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;

/**
 * Compiles source files in memory, for the Java version that runs. Line numbers are kept, for errors to name them.
 * Annotation processors that happen to be on the class path do not run.
 */
final class SourceCompiler {

    private static final List<String> OPTIONS = List.of("-proc:none", "-Xlint:none", "-nowarn", "-parameters", "-g");

    private final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    private final ClassLoader parent;

    /**
     * A compiler, on a Java runtime that has one.
     *
     * @param parent finds the classes that the sources use
     */
    SourceCompiler(ClassLoader parent) {
        this.parent = parent;
    }

    /**
     * Compiles files together.
     *
     * @param sources at least one
     * @throws dev.reflux.error.InvalidRevisionFileException at the place of the first error
     */
    CompiledClasses compile(List<JavaSource> sources) {
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        StringWriter output = new StringWriter();
        try (CompilerFiles files = CompilerFiles.open(compiler, parent)) {
            boolean done = compiler.getTask(output, files, diagnostics, OPTIONS, null, sources)
                    .call();
            if (!done) {
                throw new CompilerErrors(sources, diagnostics.getDiagnostics(), output.toString()).exception();
            }
            return new CompiledClasses(files.compiled(), parent);
        } catch (IOException e) {
            throw new InternalException(
                    "The class path cannot be read to compile Java files: " + e + ". Check its jars.",
                    Place.UNKNOWN,
                    e);
        }
    }
}
