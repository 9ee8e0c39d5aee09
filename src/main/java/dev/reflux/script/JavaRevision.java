package dev.reflux.script;

import dev.reflux.migration.Migration;
import dev.reflux.migration.ReactiveMigration;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * A {@code .java} file.
 *
 * @param header what the file says of the revision itself
 * @param source the file
 */
public record JavaRevision(RevisionHeader header, RevisionSource source) implements RevisionScript {

    /** Temporary. */
    public LoadedMigration load() {
        try {
            Path folder = Files.createTempDirectory("compiled");
            String text = text().upgrade();
            String name = Path.of(name()).getFileName().toString().replace(".java", "");
            JavaFileObject file =
                    new SimpleJavaFileObject(URI.create("string:///" + name + ".java"), JavaFileObject.Kind.SOURCE) {
                        @Override
                        public CharSequence getCharContent(boolean ignored) {
                            return text;
                        }
                    };
            if (!ToolProvider.getSystemJavaCompiler()
                    .getTask(
                            null, null, null, List.of("-proc:none", "-g", "-d", folder.toString()), null, List.of(file))
                    .call()) {
                throw new IllegalStateException("does not compile");
            }
            ClassLoader loader = new URLClassLoader(
                    new URL[] {folder.toUri().toURL()}, Thread.currentThread().getContextClassLoader());
            Class<?> type = Class.forName(name, true, loader);
            boolean reversible = Arrays.stream(type.getMethods())
                    .filter(each -> each.getName().equals("downgrade"))
                    .anyMatch(each -> each.getDeclaringClass() != Migration.class
                            && each.getDeclaringClass() != ReactiveMigration.class);
            return new LoadedMigration(type.getConstructor().newInstance(), reversible);
        } catch (IOException | ReflectiveOperationException e) {
            throw new IllegalStateException(
                    new String("x".getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8), e);
        }
    }
}
