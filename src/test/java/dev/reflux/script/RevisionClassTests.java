package dev.reflux.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reflux.config.RefluxConfig;
import dev.reflux.error.ConfigException;
import dev.reflux.error.InvalidRevisionFileException;
import dev.reflux.error.RevisionGraphException;
import dev.reflux.revision.RevisionNode;
import dev.reflux.sql.SqlLexis;
import dev.reflux.testsupport.RevisionFolder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Revisions that are classes on the class path. */
class RevisionClassTests {

    private static final String PACKAGE = "package com.acme.db; import dev.reflux.migration.*;";
    private static final String BODY = " implements Migration { public void upgrade(Operations op) {} ";

    @TempDir
    private Path temporary;

    private Path classes;

    @BeforeEach
    void folders() throws IOException {
        classes = Files.createDirectories(temporary.resolve("classes"));
    }

    /** Compiles files, named by number, into the folder of classes. */
    private void compile(String... sources) throws IOException {
        Path folder = Files.createTempDirectory(temporary, "sources");
        List<Path> files = new ArrayList<>();
        for (String source : sources) {
            String name = source.replaceAll("(?s).*?(?:class|interface) (\\w+).*", "$1");
            files.add(Files.writeString(folder.resolve(name + ".java"), source));
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager manager =
                compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8)) {
            manager.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(classes));
            boolean done = compiler.getTask(
                            null,
                            manager,
                            null,
                            List.of("-proc:none"),
                            null,
                            manager.getJavaFileObjectsFromPaths(files))
                    .call();
            assertThat(done).isTrue();
        }
    }

    private static String revision(String name, String values, String body) {
        return PACKAGE + " @Revision(" + values + ") public class " + name + BODY + body + "}";
    }

    private Path jar(boolean folders) throws IOException {
        Path jar = temporary.resolve("classes.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), new java.util.jar.Manifest());
                Stream<Path> paths = Files.walk(classes)) {
            for (Path path : (Iterable<Path>) paths::iterator) {
                String name = classes.relativize(path).toString();
                if (Files.isRegularFile(path)) {
                    out.putNextEntry(new ZipEntry(name));
                    out.write(Files.readAllBytes(path));
                } else if (folders && !name.isEmpty()) {
                    out.putNextEntry(new ZipEntry(name + "/"));
                }
            }
        }
        return jar;
    }

    private static <T> T with(ClassLoader loader, java.util.function.Supplier<T> work) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            return work.get();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static ScriptDirectory load(ClassLoader loader, boolean recursive, String location) {
        RefluxConfig config = RefluxConfig.builder()
                .versionLocations(List.of(location))
                .recursiveVersionLocations(recursive)
                .build();
        return with(loader, () -> ScriptDirectory.load(config, SqlLexis.postgresql()));
    }

    private static URLClassLoader over(Path entry) {
        try {
            return new URLClassLoader(new URL[] {entry.toUri().toURL()}, RevisionClassTests.class.getClassLoader());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ScriptDirectory load() throws IOException {
        try (URLClassLoader loader = over(classes)) {
            return load(loader, false, "classpath:com/acme/db");
        }
    }

    @Nested
    class Headers {

        @Test
        void areReadFromTheAnnotation() throws IOException {
            compile(
                    revision(
                            "CreateAccount",
                            "id = \"b\", downRevision = {\"a\", \"c\"}, branchLabels = \"shop\", dependsOn = \"d\","
                                    + " created = \"2026-11-20\"",
                            ""),
                    revision("Named", "id = \"a\", downRevision = \"\", message = \"say so\"", ""),
                    revision("C", "id = \"c\"", ""),
                    revision("D", "id = \"d\"", ""));

            ScriptDirectory scripts = load();

            assertThat(scripts.script("b").header())
                    .isEqualTo(new RevisionHeader(
                            "b",
                            List.of("a", "c"),
                            List.of("shop"),
                            List.of("d"),
                            "create account",
                            "2026-11-20",
                            RevisionTimeouts.CONFIGURED));
            assertThat(scripts.script("a").header())
                    .isEqualTo(new RevisionHeader(
                            "a", List.of(), List.of(), List.of(), "say so", null, RevisionTimeouts.CONFIGURED));
            assertThat(scripts.script("b").name()).isEqualTo("classpath:com/acme/db/CreateAccount.class");
        }

        @Test
        void haveTimeoutsOfTheirOwn() throws IOException {
            compile(
                    revision("Patient", "id = \"a\", lockTimeout = \"2s\", statementTimeout = \"10m\"", ""),
                    revision("Hasty", "id = \"b\", downRevision = \"a\", lockTimeout = \"PT0.2S\"", ""),
                    revision("Endless", "id = \"c\", downRevision = \"b\", statementTimeout = \"0s\"", ""));

            ScriptDirectory scripts = load();

            assertThat(scripts.script("a").header().timeouts())
                    .isEqualTo(new RevisionTimeouts(Duration.ofSeconds(2), Duration.ofMinutes(10)));
            assertThat(scripts.script("b").header().timeouts())
                    .isEqualTo(new RevisionTimeouts(Duration.ofMillis(200), null));
            assertThat(scripts.script("c").header().timeouts()).isEqualTo(new RevisionTimeouts(null, Duration.ZERO));
        }

        @Test
        void keepTheRulesOfAllRevisions() throws IOException {
            compile(revision("A", "id = \"a+1\"", ""));
            assertThatThrownBy(RevisionClassTests.this::load)
                    .isInstanceOf(RevisionGraphException.class)
                    .hasMessageContaining("classpath:com/acme/db/A.class");
        }

        @Test
        void haveAnId() throws IOException {
            compile(revision("A", "id = \"\"", ""));
            assertThatThrownBy(RevisionClassTests.this::load)
                    .isInstanceOf(InvalidRevisionFileException.class)
                    .hasMessageContaining("classpath:com/acme/db/A.class has no revision id");
        }
    }

    @Nested
    class Classes {

        @Test
        void areLoadedAsMigrationsAndNotBefore() throws IOException {
            compile(revision(
                    "A", "id = \"a\"", "static { System.setProperty(\"reflux.test.initialised\", \"yes\"); }"));
            try (URLClassLoader loader = over(classes)) {
                JavaRevision revision = (JavaRevision)
                        load(loader, false, "classpath:com/acme/db").script("a");
                assertThat(System.getProperty("reflux.test.initialised")).isNull();

                LoadedMigration loaded = revision.load();

                assertThat(System.clearProperty("reflux.test.initialised")).isEqualTo("yes");
                assertThat(loaded).isInstanceOf(LoadedMigration.Blocking.class);
                assertThat(loaded.reversible()).isFalse();
                assertThat(loaded.migration().getClass().getClassLoader()).isSameAs(loader);
                assertThat(revision.checksum()).isNull();
                assertThat(revision.text().upgrade()).isEqualTo("// compiled: com.acme.db.A");
                assertThat(revision.source().file()).isEmpty();
            }
        }

        @Test
        void standBesideSqlInOneFolder() throws IOException {
            compile(revision("B", "id = \"b\", downRevision = \"a\"", ""));
            RevisionFolder.in(classes.resolve("com/acme/db")).add("a", "SELECT 1;", "");

            assertThat(load().graph().heads()).extracting(RevisionNode::id).containsExactly("b");
        }

        @Test
        void areFoundInJarsWithOrWithoutEntriesForFolders() throws IOException {
            compile(revision("A", "id = \"a\"", ""));
            for (boolean folders : new boolean[] {true, false}) {
                try (URLClassLoader loader = over(jar(folders))) {
                    ScriptDirectory scripts = load(loader, false, "classpath:/com/acme/db/");
                    assertThat(scripts.script("a").name()).isEqualTo("classpath:com/acme/db/A.class");
                    assertThat(((JavaRevision) scripts.script("a")).load().migration())
                            .isNotNull();
                }
            }
        }

        @Test
        void areFoundBelowWhereThatIsAsked() throws IOException {
            compile(revision("A", "id = \"a\"", ""));
            try (URLClassLoader loader = over(classes)) {
                assertThat(load(loader, true, "classpath:com").script("a").name())
                        .isEqualTo("classpath:com/acme/db/A.class");
                assertThat(load(loader, false, "classpath:com").graph().heads()).isEmpty();
            }
        }

        @Test
        void withoutTheAnnotationAreHelpersThatNeedNotEvenLoad() throws IOException {
            compile(
                    PACKAGE + " class Absent {}",
                    PACKAGE + " class Helper extends Absent { Object o = new Object() {}; class Inner {} }",
                    PACKAGE + " class Reader { Revision of(Class<?> c) { return c.getAnnotation(Revision.class); } }",
                    revision("A", "id = \"a\"", " static class Nested {}"));
            Files.delete(classes.resolve("com/acme/db/Absent.class"));

            assertThat(load().graph().heads()).extracting(RevisionNode::id).containsExactly("a");
        }

        @Test
        void withinAnotherAreNoRevisions() throws IOException {
            compile(PACKAGE + " class Outer { @Revision(id = \"a\") public static class Inner" + BODY + "} }");
            assertThatThrownBy(RevisionClassTests.this::load)
                    .isInstanceOf(InvalidRevisionFileException.class)
                    .hasMessageContaining("com.acme.db.Outer$Inner stands within another class");
        }

        @Test
        void inTheFolderOfAnotherPackageAreRefused() throws IOException {
            compile(revision("A", "id = \"a\"", ""));
            Path wrong = Files.createDirectories(classes.resolve("com/acme/other"));
            Files.move(classes.resolve("com/acme/db/A.class"), wrong.resolve("A.class"));
            try (URLClassLoader loader = over(classes)) {
                assertThatThrownBy(() -> load(loader, false, "classpath:com/acme/other"))
                        .isInstanceOf(InvalidRevisionFileException.class)
                        .hasMessageContaining("classpath:com/acme/other/A.class: The class com.acme.other.A cannot be")
                        .hasMessageContaining("lies in the folder of its package");
            }
        }

        @Test
        void withoutWhatTheyExtendAreRefused() throws IOException {
            compile(
                    PACKAGE + " public class Base {}",
                    PACKAGE + " @Revision(id = \"a\") public class A extends Base" + BODY + "}");
            Files.delete(classes.resolve("com/acme/db/Base.class"));

            assertThatThrownBy(RevisionClassTests.this::load)
                    .isInstanceOf(InvalidRevisionFileException.class)
                    .hasMessageContaining("com/acme/db/Base")
                    .hasMessageContaining("is on the class path");
        }

        @Test
        void thatAreNoneAreRefused() throws IOException {
            compile(revision("A", "id = \"a\"", ""));
            Path file = classes.resolve("com/acme/db/A.class");
            byte[] bytes = Files.readAllBytes(file);
            bytes[0] = 0;
            Files.write(file, bytes);

            assertThatThrownBy(RevisionClassTests.this::load)
                    .isInstanceOf(InvalidRevisionFileException.class)
                    .hasMessageContaining("ClassFormatError");
        }
    }

    /** Does not say where its files are, as the loaders of application servers do not. */
    private static class Opaque extends ClassLoader {

        private final URLClassLoader files;

        Opaque(URLClassLoader files) {
            super(files.getParent());
            this.files = files;
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            URL url = files.findResource(name.replace('.', '/') + ".class");
            if (url == null) {
                throw new ClassNotFoundException(name);
            }
            try (InputStream in = url.openStream()) {
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        protected URL findResource(String name) {
            return files.findResource(name);
        }

        @Override
        protected Enumeration<URL> findResources(String name) throws IOException {
            return files.findResources(name);
        }
    }

    /** Finds every file but lists no folder, as in a native image. */
    private static final class Unlistable extends Opaque {

        Unlistable(URLClassLoader files) {
            super(files);
        }

        @Override
        protected Enumeration<URL> findResources(String name) throws IOException {
            return name.endsWith("com/acme/db") ? Collections.emptyEnumeration() : super.findResources(name);
        }
    }

    @Nested
    class Indexes {

        @Test
        void nameTheFilesThatCannotBeListed() throws IOException {
            compile(revision("A", "id = \"a\"", ""));
            RevisionFolder folder = RevisionFolder.in(classes.resolve("com/acme/db"));
            folder.text("b.sql", "-- revision: b\n-- down_revision: a\n-- +upgrade\nSELECT 1;\n");
            folder.text("reflux.index", "A.class\r\n\n b.sql \n");
            try (URLClassLoader loader = over(classes)) {
                ScriptDirectory scripts = load(new Unlistable(loader), false, "classpath:com/acme/db");

                assertThat(scripts.script("b").name()).isEqualTo("classpath:com/acme/db/b.sql");
                assertThat(((JavaRevision) scripts.script("a")).load().migration())
                        .isNotNull();
            }
        }

        @Test
        void nameOnlyWhatIsThere() throws IOException {
            compile(revision("A", "id = \"a\"", ""));
            RevisionFolder.in(classes.resolve("com/acme/db")).text("reflux.index", "B.class");
            try (URLClassLoader loader = over(classes)) {
                Unlistable unlistable = new Unlistable(loader);
                assertThatThrownBy(() -> load(unlistable, false, "classpath:com/acme/db"))
                        .isInstanceOf(ConfigException.class)
                        .hasMessageContaining("names com/acme/db/B.class, which is not there");
            }
        }
    }

    @Nested
    class Sources {

        private Object compiledAgainst(ClassLoader loader) {
            RevisionFolder files = RevisionFolder.in(temporary);
            files.text(
                    "B.java",
                    "import dev.reflux.migration.*; @Revision(id = \"b\") public class B extends com.acme.db.A {}");
            return ((JavaRevision) load(loader, false, temporary.toString()).script("b"))
                    .load()
                    .migration();
        }

        @Test
        void seeWhatTheClassLoaderOfTheThreadSees() throws IOException {
            compile(revision("A", "id = \"a\"", ""));
            try (URLClassLoader inFolder = over(classes);
                    URLClassLoader inJar = over(jar(false))) {
                assertThat(compiledAgainst(inFolder).getClass().getSuperclass().getClassLoader())
                        .isSameAs(inFolder);
                assertThat(compiledAgainst(inJar).getClass().getSuperclass().getClassLoader())
                        .isSameAs(inJar);
            }
        }

        @Test
        void seeWhatAClassLoaderOfUnknownKindListsItself() throws IOException {
            compile(revision("A", "id = \"a\"", ""));
            for (Path entry : List.of(classes, jar(true), jar(false))) {
                try (URLClassLoader hidden = over(entry)) {
                    assertThat(compiledAgainst(new Opaque(hidden))).isNotNull();
                }
            }
        }

        @Test
        void areCompiledByReflux() throws IOException {
            RevisionFolder.in(temporary)
                    .text("B.java", "import dev.reflux.migration.*; @Revision(id = \"b\") public class B" + BODY + "}");
            ClassLoader stranger = ClassLoader.getPlatformClassLoader();

            assertThat(((JavaRevision)
                                    load(stranger, false, temporary.toString()).script("b"))
                            .load()
                            .migration())
                    .isNotNull();
        }
    }
}
