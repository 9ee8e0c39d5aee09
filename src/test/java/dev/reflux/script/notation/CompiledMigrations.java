package dev.reflux.script.notation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflux.migration.Migration;
import dev.reflux.operation.Operation;
import dev.reflux.testsupport.RecordedOperations;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Compiles what {@link JavaOperations} writes, all in one go, and runs it. */
final class CompiledMigrations {

    private final Path folder;
    private final Map<String, String> sources = new LinkedHashMap<>();

    CompiledMigrations(Path folder) {
        this.folder = folder;
    }

    /** Makes a class of operations as a template would. */
    void add(String className, List<Operation> upgrade, List<Operation> downgrade) {
        sources.put(className, source(className, JavaOperations.write(className, upgrade, downgrade)));
    }

    String source(String className) {
        return sources.get(className);
    }

    private static String source(String className, JavaMethods body) {
        String methods = body.methods().isEmpty() ? "" : "\n    " + body.methods() + "\n";
        return String.join("\n", body.imports())
                + "\nimport dev.reflux.migration.Migration;\nimport dev.reflux.migration.Operations;\n\npublic final class "
                + className
                + " implements Migration {\n    @Override\n    public void upgrade(Operations op) {\n        "
                + body.upgrade() + "\n    }\n\n    @Override\n    public void downgrade(Operations op) {\n        "
                + body.downgrade() + "\n    }\n" + methods + "}\n";
    }

    /** Compiles all classes; warnings are errors. */
    Running compile() throws IOException {
        List<Path> files = new ArrayList<>();
        for (Map.Entry<String, String> source : sources.entrySet()) {
            files.add(Files.writeString(folder.resolve(source.getKey() + ".java"), source.getValue()));
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
        List<String> options = List.of("-proc:none", "-Xlint:all,-classfile,-path", "-d", folder.toString());
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(problems, Locale.ROOT, null)) {
            compiler.getTask(null, manager, problems, options, null, manager.getJavaFileObjectsFromPaths(files))
                    .call();
        }
        assertThat(problems.getDiagnostics()).isEmpty();
        return new Running(
                new URLClassLoader(new URL[] {folder.toUri().toURL()}, CompiledMigrations.class.getClassLoader()));
    }

    /** The compiled classes. */
    record Running(URLClassLoader loader) implements AutoCloseable {

        List<Operation> upgrade(String className) throws ReflectiveOperationException {
            RecordedOperations recorder = new RecordedOperations();
            migration(className).upgrade(recorder);
            return recorder.operations();
        }

        List<Operation> downgrade(String className) throws ReflectiveOperationException {
            RecordedOperations recorder = new RecordedOperations();
            migration(className).downgrade(recorder);
            return recorder.operations();
        }

        private Migration migration(String className) throws ReflectiveOperationException {
            return (Migration)
                    loader.loadClass(className).getDeclaredConstructor().newInstance();
        }

        @Override
        public void close() throws IOException {
            loader.close();
        }
    }
}
