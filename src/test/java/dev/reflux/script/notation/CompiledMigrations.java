package dev.reflux.script.notation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflux.engine.SyncConnection;
import dev.reflux.migration.Migration;
import dev.reflux.migration.Operations;
import dev.reflux.operation.Autocommit;
import dev.reflux.operation.ChunkedUpdate;
import dev.reflux.operation.Operation;
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
import java.util.function.Consumer;
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
            Recorder recorder = new Recorder();
            migration(className).upgrade(recorder);
            return recorder.operations;
        }

        List<Operation> downgrade(String className) throws ReflectiveOperationException {
            Recorder recorder = new Recorder();
            migration(className).downgrade(recorder);
            return recorder.operations;
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

    /** Keeps the operations that are run. */
    private static final class Recorder implements Operations {

        private final List<Operation> operations = new ArrayList<>();

        @Override
        public Operations run(Operation operation) {
            operations.add(operation);
            return this;
        }

        @Override
        public Operations autocommit(Consumer<? super Operations> part) {
            Recorder inside = new Recorder();
            part.accept(inside);
            return run(new Autocommit(inside.operations));
        }

        @Override
        public Operations updateInChunks(ChunkedUpdate update) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isOffline() {
            return true;
        }

        @Override
        public SyncConnection connection() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Map<String, String> placeholders() {
            return Map.of();
        }
    }
}
