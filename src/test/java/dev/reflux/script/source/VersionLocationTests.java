package dev.reflux.script.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reflux.error.ConfigException;
import dev.reflux.error.InvalidRevisionFileException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VersionLocationTests {

    @TempDir
    Path temporary;

    private static List<String> names(String location, boolean recursive) {
        return VersionLocations.read(List.of(location), recursive, Function.<RevisionSource>identity()).stream()
                .map(RevisionSource::name)
                .toList();
    }

    private static String textOf(RevisionSource source) {
        try (InputStream in = source.open()) {
            return new String(in.readNBytes(1000), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(String name) throws IOException {
        Path file = temporary.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, "text of " + name);
    }

    @Nested
    class Folders {

        @Test
        void areListedByName() throws IOException {
            file("b.sql");
            file("a.sql");
            file("below/c.sql");
            assertThat(names(temporary.toString(), false))
                    .containsExactly(
                            temporary.resolve("a.sql").toString(),
                            temporary.resolve("b.sql").toString());
            assertThat(names(temporary.toString(), true)).hasSize(3);
        }

        private List<RevisionSource> read(String... locations) {
            return VersionLocations.read(List.of(locations), false, Function.identity());
        }

        @Test
        void countAFileOnceHoweverItIsReached() throws IOException {
            Path file = file("real/a.sql");
            Path link = Files.createSymbolicLink(temporary.resolve("link"), file.getParent());
            Files.createSymbolicLink(temporary.resolve("real/again.sql"), file);
            String folder = file.getParent().toString();
            assertThat(read(folder)).hasSize(1);
            assertThat(read(folder, folder)).hasSize(1);
            assertThat(read(folder, link.toString())).hasSize(1);
        }

        @Test
        void thatAreLinksAreSearchedToo() throws IOException {
            file("real/below/a.sql");
            Path link = Files.createSymbolicLink(temporary.resolve("link"), temporary.resolve("real"));

            assertThat(names(link.toString(), true))
                    .containsExactly(link.resolve("below/a.sql").toString());
        }

        @ParameterizedTest
        @ValueSource(booleans = {false, true})
        void areListedWhileOtherFilesComeAndGo(boolean recursive) throws Exception {
            file("a.sql");
            AtomicBoolean stopped = new AtomicBoolean();
            CompletableFuture<Void> churning = CompletableFuture.runAsync(() -> {
                while (!stopped.get()) {
                    for (int i = 0; i < 50; i++) {
                        churn(temporary.resolve(".reflux-" + i + ".tmp"));
                    }
                }
            });
            try {
                for (int i = 0; i < 300; i++) {
                    assertThat(names(temporary.toString(), recursive))
                            .contains(temporary.resolve("a.sql").toString());
                }
            } finally {
                stopped.set(true);
                churning.get(30, TimeUnit.SECONDS);
            }
        }

        private static void churn(Path file) {
            try {
                Files.createFile(file);
                Files.delete(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** As Kubernetes mounts a ConfigMap, to change all of its files at once. */
        @ParameterizedTest
        @ValueSource(booleans = {false, true})
        void mayHoldLinksWithinThemselves(boolean recursive) throws IOException {
            file("mount/..2026_11_21/a.sql");
            Path mount = temporary.resolve("mount");
            Files.createSymbolicLink(mount.resolve("..data"), Path.of("..2026_11_21"));
            Files.createSymbolicLink(mount.resolve("a.sql"), Path.of("..data/a.sql"));

            List<RevisionSource> sources =
                    VersionLocations.read(List.of(mount.toString()), recursive, Function.identity()).stream()
                            .filter(source -> source.fileName().endsWith(".sql"))
                            .toList();

            assertThat(sources).hasSize(1);
            assertThat(textOf(sources.get(0))).isEqualTo("text of mount/..2026_11_21/a.sql");
        }

        @Test
        void mayHoldLinksIntoEachOther() throws IOException {
            Path shared = file("shared/a.sql");
            Path own = file("own/b.sql").getParent();
            Files.createSymbolicLink(own.resolve("a.sql"), shared);

            assertThat(read(own.toString(), shared.getParent().toString()))
                    .extracting(VersionLocationTests::textOf)
                    .containsExactly("text of shared/a.sql", "text of own/b.sql");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "../outside/a.sql",
                    "/dev/zero",
                    "/etc/passwd",
                    "../own-not/a.sql",
                    "below/../../outside/a.sql"
                })
        void holdNoLinksThatLeadOutOfThem(String target) throws IOException {
            file("outside/a.sql");
            file("own-not/a.sql");
            Path own = file("own/below/b.sql").getParent().getParent();
            Files.createSymbolicLink(own.resolve("a.sql"), Path.of(target));
            Files.createSymbolicLink(own.resolve("README.md"), Path.of(target));

            assertThatThrownBy(() -> read(own.toString()).forEach(source -> {
                        if (source.fileName().endsWith(".sql")) {
                            textOf(source);
                        }
                    }))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining(
                            "own/a.sql is a link to " + own.resolve(target).toRealPath())
                    .hasMessageContaining(
                            "add " + own.resolve(target).toRealPath().getParent() + " to version-locations");
        }

        @Test
        void holdRevisionsInFilesAlone() throws Exception {
            Files.createDirectory(temporary.resolve("folder.sql"));
            Files.createDirectory(temporary.resolve("other"));
            Files.createSymbolicLink(temporary.resolve("link.sql"), Path.of("folder.sql"));
            new ProcessBuilder("mkfifo", temporary.resolve("pipe.sql").toString())
                    .start()
                    .waitFor();
            Files.createSymbolicLink(temporary.resolve("pipe-link.sql"), Path.of("pipe.sql"));

            List<RevisionSource> sources = read(temporary.toString());

            assertThat(sources).hasSize(4);
            assertThat(sources)
                    .filteredOn(source -> source.fileName().endsWith(".sql"))
                    .allSatisfy(source -> assertThatThrownBy(source::open)
                            .isInstanceOf(InvalidRevisionFileException.class)
                            .hasMessageContaining(source.name())
                            .hasMessageMatching("(?s).*(is a folder|is a pipe, a device or the like), not a file.*"));
        }

        @Test
        void thatAreMissingAreRefused() {
            assertThatThrownBy(() -> names(temporary.resolve("nowhere").toString(), false))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("nowhere")
                    .hasMessageContaining("is not a folder");
        }
    }

    @Nested
    class ClassPaths {

        private final List<URL> entries = new ArrayList<>();
        private int repeats = 1;

        private Path jar(String name, boolean folders, String... files) throws IOException {
            Path jar = temporary.resolve(name);
            try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), new java.util.jar.Manifest())) {
                if (folders) {
                    out.putNextEntry(new ZipEntry("db/"));
                    out.putNextEntry(new ZipEntry("db/versions/"));
                }
                for (String file : files) {
                    out.putNextEntry(new ZipEntry(file));
                    out.write(("text of " + file).repeat(repeats).getBytes(StandardCharsets.UTF_8));
                }
            }
            entries.add(jar.toUri().toURL());
            return jar;
        }

        private List<RevisionSource> list(boolean recursive) throws IOException {
            Thread thread = Thread.currentThread();
            ClassLoader before = thread.getContextClassLoader();
            try (URLClassLoader loader = new URLClassLoader(entries.toArray(URL[]::new), null)) {
                thread.setContextClassLoader(loader);
                return VersionLocations.read(List.of("classpath:/db/versions/"), recursive, Function.identity());
            } finally {
                thread.setContextClassLoader(before);
            }
        }

        @Test
        void areListedInDirectoriesAndInEveryJarWithOrWithoutEntriesForFolders() throws IOException {
            file("classes/db/versions/a.sql");
            entries.add(temporary.resolve("classes").toUri().toURL());
            jar("with.jar", true, "db/versions/b c.sql", "db/versions/below/d.sql", "db/other.sql");
            jar("without #1.jar", false, "db/versions/ä+.sql");

            assertThat(list(false))
                    .extracting(RevisionSource::fileName)
                    .containsExactlyInAnyOrder("a.sql", "b c.sql", "ä+.sql");
            assertThat(list(true))
                    .extracting(RevisionSource::fileName)
                    .contains("d.sql")
                    .hasSize(4);
        }

        @ParameterizedTest
        @ValueSource(ints = {1, 10_000})
        void canBeReadAfterTheListing(int length) throws IOException {
            repeats = length;
            jar("one.jar", false, "db/versions/ä b#.sql");
            RevisionSource source = list(false).get(0);
            for (int i = 0; i < 2; i++) {
                try (InputStream in = source.open()) {
                    assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                            .isEqualTo("text of db/versions/ä b#.sql".repeat(length));
                }
            }
            assertThat(source.small() == null).isEqualTo(length > 1);
        }

        @Test
        void mayHaveDotsInTheirNames() throws IOException {
            jar("one.jar", false, "db/versions/a..b.sql", "db/versions/below/..c.sql", "db/versions/../d.sql");

            assertThat(list(true)).extracting(RevisionSource::fileName).containsExactly("a..b.sql", "..c.sql");
        }

        @Test
        void areNotLedOutOfByAnIndex() throws IOException {
            URL secret = file("secret.sql").toUri().toURL();
            Path index = file("reflux.index");
            Files.writeString(index, "../../secret.sql\n");
            URL listing = index.toUri().toURL();
            ClassLoader listsNothing = new ClassLoader(null) {
                @Override
                protected URL findResource(String name) {
                    return name.endsWith(".index") ? listing : name.endsWith(".sql") ? secret : null;
                }
            };
            Thread thread = Thread.currentThread();
            ClassLoader before = thread.getContextClassLoader();
            thread.setContextClassLoader(listsNothing);
            try {
                assertThatThrownBy(() -> names("classpath:db/versions", false))
                        .isInstanceOf(ConfigException.class)
                        .hasMessageContaining("../../secret.sql");
            } finally {
                thread.setContextClassLoader(before);
            }
        }

        @Test
        void withoutTheFolderAreRefused() throws IOException {
            jar("one.jar", true);
            assertThat(list(false)).isEmpty();
            entries.clear();
            jar("two.jar", false, "other.sql");
            assertThatThrownBy(() -> list(false))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("is not on the class path");
        }
    }
}
