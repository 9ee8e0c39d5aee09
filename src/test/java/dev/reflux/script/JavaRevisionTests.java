package dev.reflux.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.reflux.config.RefluxConfig;
import dev.reflux.error.ConfigException;
import dev.reflux.error.InvalidRevisionFileException;
import dev.reflux.error.Place;
import dev.reflux.script.compiler.JavaSources;
import dev.reflux.script.source.RevisionSource;
import dev.reflux.sql.SqlLexis;
import dev.reflux.testsupport.RevisionFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Java source files of version locations, compiled and loaded. */
class JavaRevisionTests {

    private static final String IMPORTS = "import dev.reflux.migration.*; import org.reactivestreams.Publisher;";
    private static final String UP = "public void upgrade(Operations op) {}";
    private static final String DOWN = "public void downgrade(Operations op) {}";

    @TempDir
    private Path folder;

    private RevisionFolder files;

    @BeforeEach
    void files() {
        files = RevisionFolder.in(folder);
    }

    private JavaRevision revision(String id) {
        return revision(id, folder.toString());
    }

    private static JavaRevision revision(String id, String... locations) {
        RefluxConfig config =
                RefluxConfig.builder().versionLocations(List.of(locations)).build();
        return (JavaRevision)
                ScriptDirectory.load(config, SqlLexis.postgresql()).script(id);
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    private static String migration(String id, String name, String body) {
        return IMPORTS + "\n@Revision(id = \"" + id + "\")\npublic class " + name + " implements Migration {\n" + body
                + "\n}\n";
    }

    private static Object call(Object target, String method) throws ReflectiveOperationException {
        return target.getClass().getMethod(method).invoke(target);
    }

    @Nested
    class Compilation {

        @Test
        void seesEveryFileOfAllLocationsInPackagesAndOutOfThem(@TempDir Path other) throws Exception {
            files.text(
                    "A.java",
                    "package com.acme; import com.acme.help.Names; " + IMPORTS + " @Revision(id = \"a\")"
                            + " public final class A implements Migration { " + UP
                            + " public String name() { return Names.of(new Inner()) + Beside.NAME; }"
                            + " static final class Inner {} }"
                            + " class Beside { static final String NAME = \"beside\"; }");
            RevisionFolder.in(other)
                    .text(
                            "Names.java",
                            "package com.acme.help; public class Names { public static String of(Object o) {"
                                    + " return o.getClass().getName() + \" \"; } }");

            Object migration =
                    revision("a", folder.toString(), other.toString()).load().migration();

            assertThat(call(migration, "name")).isEqualTo("com.acme.A$Inner beside");
        }

        @Test
        void mindsNoFileName() {
            files.text("2026 add #1.java", migration("a", "CreateAccount", UP));

            assertThat(revision("a").load().migration().getClass().getName()).isEqualTo("CreateAccount");
        }

        @Test
        void countsAFileOnceHoweverItIsReached(@TempDir Path other) throws IOException {
            files.text("A.java", migration("a", "A", UP));
            files.text("Helper.java", "class Helper {}");
            Files.createSymbolicLink(other.resolve("Helper.java"), folder.resolve("Helper.java"));

            assertThat(revision("a", folder.toString(), other.toString()).load().migration())
                    .isNotNull();
        }

        @Test
        void putsItsClassesBeforeThoseOfTheApplication() {
            String ours = JavaRevisionTests.class.getPackageName();
            files.text(
                    "A.java",
                    "package " + ours + "; " + IMPORTS + " @Revision(id = \"a\") public class JavaRevisionTests"
                            + " implements Migration { " + UP + " }");

            Class<?> type = revision("a").load().migration().getClass();

            assertThat(type.getName()).isEqualTo(JavaRevisionTests.class.getName());
            assertThat(type).isNotEqualTo(JavaRevisionTests.class);
        }

        @Test
        void keepsLineNumbersAndTheNameOfTheFile() {
            files.text("some file.java", migration("a", "A", "public void upgrade(Operations op) { op.toString(); }"));
            LoadedMigration.Blocking loaded =
                    (LoadedMigration.Blocking) revision("a").load();

            NullPointerException thrown = catchThrowableOfType(
                    NullPointerException.class, () -> loaded.migration().upgrade(null));

            assertThat(thrown.getStackTrace()[0].getLineNumber()).isEqualTo(4);
            assertThat(thrown.getStackTrace()[0].getFileName()).isEqualTo("some file.java");
        }

        @Test
        void leavesModuleDescriptorsOut() {
            files.text("module-info.java", "module com.acme { requires no.such.module; }");
            files.text("A.java", migration("a", "A", UP));

            assertThat(revision("a").load().migration()).isNotNull();
        }

        @Test
        void waitsUntilARevisionIsLoaded() {
            files.text("Broken.java", "class Broken {");
            files.text("A.java", migration("a", "A", UP));

            JavaRevision revision = revision("a");

            assertThat(revision.header().message()).isEqualTo("a");
            assertThatThrownBy(revision::load).isInstanceOf(InvalidRevisionFileException.class);
        }

        @Test
        void isDoneOnceForAllRevisions() {
            files.text("A.java", migration("a", "A", "static int made; public A() { made++; }" + UP));
            JavaRevision revision = revision("a");

            Object first = revision.load().migration();
            Object second = revision.load().migration();

            assertThat(second).isNotSameAs(first).hasSameClassAs(first);
            assertThat(revision("a").load().migration().getClass()).isNotEqualTo(first.getClass());
        }

        @Test
        void needsACompiler() {
            JavaSources sources = new JavaSources(() -> false, getClass().getClassLoader());
            RevisionSource source = RevisionSource.ofText("A.java", "class A {}");
            sources.add(source, null);

            assertThatThrownBy(() -> sources.topLevelClasses(source))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("has no compiler, which A.java needs. Run with a JDK")
                    .hasMessageContaining("classpath:")
                    .hasMessageContaining("SQL or YAML");
        }
    }

    @Nested
    class Errors {

        private InvalidRevisionFileException error(String id) {
            JavaRevision revision = revision(id);
            return catchThrowableOfType(InvalidRevisionFileException.class, revision::load);
        }

        @Test
        void nameTheCharacterAndTheRevision() {
            files.text(
                    "A.java",
                    migration(
                            "a",
                            "A",
                            UP + "\n\tint x = \"é\" + ; // \uD83D\uDE00\n\t/*\uD83D\uDE00*/ int y" + " = nothing();"));

            InvalidRevisionFileException error = error("a");

            assertThat(error.place()).isEqualTo(Place.of(file("A.java"), 5, 16).inRevision("a"));
            assertThat(error)
                    .hasMessage("The Java compiler refuses " + file("A.java")
                            + ":5:16: illegal start of expression. Correct the file.");
        }

        @Test
        void countCharactersAsTheHeaderDoes() {
            files.text("A.java", "\uFEFF" + migration("a", "A", UP + "\r\n\t/*\uD83D\uDE00*/ int y = nothing();"));

            assertThat(error("a").place())
                    .isEqualTo(Place.of(file("A.java"), 5, 16).inRevision("a"));
        }

        @Test
        void sayAllThatTheCompilerSaysOnOneLine() {
            files.text("A.java", migration("a", "A", UP + " Object o = new Absent();"));

            assertThat(error("a"))
                    .hasMessageContaining(
                            "cannot find symbol; symbol: class Absent; location: class A. Correct the file.");
        }

        @Test
        void listFiveMore() {
            for (int i = 1; i <= 4; i++) {
                files.text("H" + i + ".java", "class H" + i + " { int a = \"\"; int b = \"\"; }");
            }
            files.text("A.java", migration("a", "A", UP));

            InvalidRevisionFileException error = error("a");

            assertThat(error.place()).isEqualTo(Place.of(file("H1.java"), 1, 20));
            assertThat(error.getMessage().lines()).hasSize(7);
            assertThat(error)
                    .hasMessageContaining(" It also says:\n  " + file("H1.java") + ":1:32: incompatible types")
                    .hasMessageEndingWith("\n  and 2 more.");
        }

        @Test
        void nameBothFilesOfOneClass(@TempDir Path other) {
            files.text("A.java", migration("a", "AddIndex", UP));
            files.text("B.java", migration("b", "AddIndex", UP));

            assertThat(error("b"))
                    .hasMessageContaining(file("B.java") + ":3:8: duplicate class: AddIndex.")
                    .hasMessageContaining("the class is also in " + file("A.java") + ". Rename one of the classes");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                textBlock =
                        """
                        public class A {}                                                  | implements neither Migration nor
                        public class A implements Migration, ReactiveMigration { UP RUP }  | implements both Migration and
                        class A implements Migration { UP }                                | is not public. Write
                        public abstract class A implements Migration {}                    | is abstract. Make
                        public interface A extends Migration {}                            | is abstract. Make
                        public class A implements Migration { UP public A(int i) {} }      | has no public constructor without
                        public class A implements Migration { UP A() {} }                  | has no public constructor without
                        public enum A implements Migration { X; UP }                       | has no public constructor without
                        """)
        void tellWhatIsWrongWithTheClass(String declaration, String reason) {
            String code = declaration
                    .replace("RUP", "public Publisher<Void> upgrade(ReactiveOperations op) { return null; }")
                    .replace("UP", UP);
            files.text("A.java", IMPORTS + " @Revision(id = \"a\") " + code);

            InvalidRevisionFileException error = error("a");

            assertThat(error).hasMessageStartingWith(file("A.java") + ": The class A of revision a " + reason);
            assertThat(error.place()).isEqualTo(Place.ofFile(file("A.java")).inRevision("a"));
        }

        @Test
        void nameTheLineOfAConstructorThatFails() {
            files.text(
                    "A.java", migration("a", "A", UP + "\npublic A() {\n throw new IllegalStateException(\"no\"); }"));

            InvalidRevisionFileException error = error("a");

            assertThat(error)
                    .hasMessageContaining("failed while it was constructed: java.lang.IllegalStateException: no.")
                    .hasCauseInstanceOf(IllegalStateException.class);
            assertThat(error.line()).isEqualTo(6);
        }

        @Test
        void nameTheLineOfAStaticFieldThatFails() {
            files.text("A.java", migration("a", "A", UP + "\nstatic int x = Integer.parseInt(\"x\");"));

            InvalidRevisionFileException error = error("a");

            assertThat(error).hasCauseInstanceOf(NumberFormatException.class);
            assertThat(error.line()).isEqualTo(5);
        }

        @Test
        void tellAnAnnotationOfTheSameNameFromOurs() {
            files.text("Revision.java", "@interface Revision { String id(); }");
            files.text("A.java", "@Revision(id = \"a\") public class A {}");

            assertThat(error("a")).hasMessageContaining("Import that of Reflux");
        }
    }

    @Nested
    class Directions {

        private boolean reversible(String declaration) {
            files.text("A.java", IMPORTS + " @Revision(id = \"a\") public class A " + declaration);
            return revision("a").load().reversible();
        }

        @Test
        void goUpAloneWhereThereIsNoWayDown() {
            assertThat(reversible("implements Migration { " + UP + " public void downgrade() {} }"))
                    .isFalse();
        }

        @Test
        void goDownWhereTheClassSaysSo() {
            assertThat(reversible("implements Migration { " + UP + DOWN + " }")).isTrue();
        }

        @Test
        void goDownWhereWhatItExtendsSaysSo() {
            files.text("Base.java", IMPORTS + " abstract class Base implements Migration { " + DOWN + " }");

            assertThat(reversible("extends Base { " + UP + " }")).isTrue();
        }

        @Test
        void goDownWhereAnInterfaceSaysSo() {
            files.text(
                    "Undo.java",
                    IMPORTS + " interface Undo extends Migration { default void downgrade(Operations op) {} }");

            assertThat(reversible("implements Undo { " + UP + " }")).isTrue();
        }

        @Test
        void areToldOfReactiveMigrationsToo() {
            String up = "public Publisher<Void> upgrade(ReactiveOperations op) { return null; }";
            assertThat(reversible("implements ReactiveMigration { " + up + " }"))
                    .isFalse();
            assertThat(reversible("implements ReactiveMigration { " + up + up.replace("upgrade", "downgrade") + " }"))
                    .isTrue();
            assertThat(revision("a").load()).isInstanceOf(LoadedMigration.Reactive.class);
        }
    }

    @Test
    void checksumIsThatOfTheTextHoweverItsLinesEnd() {
        files.text("A.java", migration("a", "A", UP));
        String unix = revision("a").checksum();
        files.text("A.java", "\uFEFF" + migration("a", "A", UP).replace("\n", "\r\n"));

        assertThat(unix).matches("[0-9a-f]{64}").isEqualTo(revision("a").checksum());
    }

    @Test
    void checksumIsThatOfTheTextThatWasCompiled() {
        String text = migration("a", "A", UP) + "// too long to be kept\n".repeat(1000);
        files.text("A.java", text);
        String compiled = revision("a").checksum();
        JavaRevision revision = revision("a");
        revision.load();

        files.text("A.java", text + "// another one\n");

        assertThat(revision.checksum()).isEqualTo(compiled);
    }
}
