package dev.reflux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.reflux.config.RefluxConfig;
import dev.reflux.error.DatabaseAheadException;
import dev.reflux.error.RevisionGraphException;
import dev.reflux.error.UsageException;
import dev.reflux.script.ScriptDirectory;
import dev.reflux.sql.SqlLexis;
import dev.reflux.testsupport.RevisionFolder;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which file a target means. */
class RevisionFilesTests {

    @TempDir
    Path folder;

    private static RevisionFiles load(String location) {
        RefluxConfig config = RefluxConfig.builder().versionLocations(location).build();
        return new RevisionFiles(ScriptDirectory.load(config, SqlLexis.postgresql()));
    }

    private RevisionFiles branches() {
        RevisionFolder.in(folder).chain(2);
        RevisionFolder.in(folder).write("b1", "-- depends_on: r2\n-- +upgrade\n");
        return load(folder.toString());
    }

    @Test
    void isThatOfTheRevision() {
        RevisionFiles files = branches();

        RevisionFile expected = new RevisionFile("r1", folder.resolve("r1.sql").toString(), folder.resolve("r1.sql"));
        assertThat(files.of("r1")).isEqualTo(expected);
    }

    @Test
    void isNoneForBaseAndForSeveralHeads() {
        RevisionFolder.in(folder).chain(2);
        RevisionFolder.in(folder).write("b1", "-- +upgrade\n").write("b2", "-- +upgrade\n");
        RevisionFiles files = load(folder.toString());

        assertThatExceptionOfType(UsageException.class).isThrownBy(() -> files.of("base"));
        for (String target : List.of("head", "heads", "-1")) {
            assertThatExceptionOfType(RevisionGraphException.class)
                    .isThrownBy(() -> files.of(target))
                    .satisfies(error -> assertThat(error.code()).isEqualTo("multiple_heads"));
        }
    }

    @Test
    void ofCurrentIsThatOfTheOnlyRowAndNotOfWhatItImplies() {
        RevisionFiles files = branches();

        assertThat(files.current(List.of("b1")).revision()).isEqualTo("b1");
        assertThatExceptionOfType(RevisionGraphException.class)
                .isThrownBy(() -> files.current(List.of("b1", "r2")))
                .withMessageContaining("b1")
                .withMessageContaining("r2");
        assertThatExceptionOfType(RevisionGraphException.class)
                .isThrownBy(() -> files.current(List.of()))
                .withMessageContaining("No revision is applied");
        assertThatExceptionOfType(DatabaseAheadException.class).isThrownBy(() -> files.current(List.of("gone")));
    }

    @Test
    void insideAJarCannotBeEdited() throws IOException {
        Path jar = folder.resolve("revisions.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new ZipEntry("packed/"));
            out.putNextEntry(new ZipEntry("packed/p1.sql"));
            out.write("-- revision: p1\n-- +upgrade\n".getBytes(StandardCharsets.UTF_8));
        }
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, before)) {
            thread.setContextClassLoader(loader);

            assertThatExceptionOfType(UsageException.class)
                    .isThrownBy(() -> load("classpath:packed").of("p1"))
                    .withMessageContaining("inside a jar")
                    .withMessageContaining("classpath:packed/p1.sql");
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
