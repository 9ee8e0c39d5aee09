package dev.reflux.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reflux.error.InvalidRevisionFileException;
import dev.reflux.error.Place;
import dev.reflux.error.RevisionGraphException;
import dev.reflux.script.source.RevisionSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JavaRevisionHeaderTests {

    private static final String CLASS = "\npublic final class CreateAccount implements Migration {}\n";

    @TempDir
    private Path folder;

    private Optional<RevisionHeader> find(byte[] content) {
        try {
            Path file = Files.write(folder.resolve("CreateAccount.java"), content);
            return JavaRevisionHeader.read(RevisionSource.ofFile("db/CreateAccount.java", file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<RevisionHeader> find(String content) {
        return find(content.getBytes(StandardCharsets.UTF_8));
    }

    private RevisionHeader read(String content) {
        return find(content).orElseThrow();
    }

    /** The message that an annotation gives. */
    private String messageOf(String expression) {
        return read("@Revision(id = \"a1\", message = " + expression + ")" + CLASS)
                .message();
    }

    private AbstractThrowableAssert<?, ?> assertRefused(String content, int line, int column) {
        return assertThatThrownBy(() -> find(content))
                .isInstanceOfSatisfying(InvalidRevisionFileException.class, e -> assertThat(e.place())
                        .isEqualTo(Place.of("db/CreateAccount.java", line, column)));
    }

    @Nested
    class Annotation {

        @Test
        void givesEveryValue() {
            RevisionHeader header = read(
                    """
                    package db.versions;

                    import static dev.reflux.schema.Columns.column;
                    import dev.reflux.migration.*;

                    /** Says @Revision(id = "no"). */
                    @SuppressWarnings({"unchecked", "@Revision(id = \\"no\\")"})
                    @Revision(
                            id = "1975" + "ea83b712",
                            downRevision = {"b2", "c 3",}, // a merge
                            branchLabels = "shop",
                            dependsOn = {},
                            message = "create account: the table",
                            created = "2026-11-20T14:32:00Z")
                    public final class CreateAccount implements Migration {
                        @Override public void upgrade(Operations op) { op.execute("}"); }
                    }
                    """);

            assertThat(header)
                    .isEqualTo(new RevisionHeader(
                            "1975ea83b712",
                            List.of("b2", "c 3"),
                            List.of("shop"),
                            List.of(),
                            "create account: the table",
                            "2026-11-20T14:32:00Z",
                            RevisionTimeouts.CONFIGURED));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "@Revision(id = \"a1\")",
                    "@ /* here */ Revision // there\n ( id\n=\n\"a1\" )",
                    "@dev.reflux.migration.Revision(id=\"a1\")",
                    "@dev . reflux . migration . Revision(id=\"a1\")",
                    "@\\u0052evision(id = \"\\u0061\\uuu0031\")",
                    "\\u0040Revision\\u0028id = \\u0022a1\\u0022)",
                    "import com.acme.Revisions; import dev.reflux.migration.Revision; @Revision(id = \"a1\")",
                    "@Generated(value = {\"a\", \"b\"}, at = Time.class) @Revision(id = \"a1\") @Deprecated",
                    "@Revision(id = \"a1\") @Type(Other.class) /* class No */",
                    "class Helper { char c = '\"'; char d = '\\''; char e = '{'; String f = \"{\"; } @Revision(id = \"a1\")",
                    "class Helper { String s = \"\"\"\n  {{{ \\\"\"\" \" \"\" \"\"\"; } @Revision(id = \"a1\")",
                    "class Helper { int i = 0x1F + 1_000 + 'a'; double d = 1.5e-3; } @Revision(id = \"a1\")",
                    "@interface Own { String value() default \"{\"; } @Revision(id = \"a1\")",
                })
        void isFoundHoweverItIsWritten(String before) {
            RevisionHeader header = read(before + CLASS);

            assertThat(header.id()).isEqualTo("a1");
            assertThat(header.message()).isEqualTo("create account");
            assertThat(header.downRevisions()).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "// @Revision(id = \"a1\")",
                    "/* @Revision(id = \"a1\") */",
                    "// \\u0040Revision(id = \"a1\")",
                    "@RevisionGroup(id = \"a1\")",
                    "@com.acme.Revision(1)",
                    "import com.acme.Revision; @Revision(1)",
                    "import org.hibernate.envers.*; @interface Revision { int value(); } class A { @Revision(1) int i; }",
                    "@Note(\"@Revision(id = 1)\")",
                    "@Note(\"\"\"\n @Revision(id = 1)\n \"\"\")",
                    "class A { String s = \"\\\"@Revision\"; char c = '@'; Revision r; }",
                    "package x;",
                })
        void isMissingInAHelperClass(String before) {
            assertThat(find(before + CLASS)).isEmpty();
        }

        @Test
        void isMissingInFilesWithoutAClass() {
            assertThat(find("")).isEmpty();
            assertThat(find("/** A package. */\n@NullMarked\npackage db.versions;\n"))
                    .isEmpty();
            assertThat(find("module db { requires dev.reflux; }\n")).isEmpty();
        }

        @ParameterizedTest
        @CsvSource({
            "CreateAccount, create account",
            "AddHTTPIndex2, add http index2",
            "V2ofIt, v2of it",
            "create_account, create account",
            "Create_1975ea83b712, create 1975ea83b712",
            "Ünder$Über, ünder über",
            "_, ''",
        })
        void withoutAMessageTakesTheWordsOfTheClass(String name, String message) {
            String shown =
                    read("@Revision(id = \"a1\") record " + name + "() {}").message();

            assertThat(shown == null ? "" : shown).isEqualTo(message);
        }
    }

    @Nested
    class Literals {

        @ParameterizedTest
        @CsvSource(
                quoteCharacter = '`',
                delimiter = '|',
                value = {
                    "\"a\" + \"b\" /* c */ + \"d\"        | abd",
                    "\"quote \\\" backslash \\\\ tick '\" | quote \" backslash \\ tick '",
                    "\"\\101\\x\"                        | ",
                    "\"\\1012 \\60\"                      | A2 0",
                    "\"a\\sb\"                            | a b",
                    "\"\\u00e4\\uu00f6\"                  | äö",
                    "\"\\\\u00e4\"                        | \\u00e4",
                    "\"\\u005c\\u005c\"                   | \\",
                    "\"\\u005c\"\"                        | \"",
                    "\"a\\nb\\tc\"                        | a b c",
                    "\"// no comment /* neither */\"      | // no comment /* neither */",
                })
        void areReadAsTheCompilerReadsThem(String literal, String message) {
            if (message == null) {
                assertThatThrownBy(() -> messageOf(literal)).isInstanceOf(InvalidRevisionFileException.class);
            } else {
                assertThat(messageOf(literal)).isEqualTo(message);
            }
        }

        @Test
        void mayBeTextBlocks() {
            assertThat(messageOf("\"\"\"\n    create \\\n    account\\040\n      \"and\" \\\"\"\" more\"\"\""))
                    .isEqualTo("create account \"and\" \"\"\" more");
            assertThat(messageOf("\"\"\"\r\n  one\r\n  \"\"\" + \" two\"")).isEqualTo("one two");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "MESSAGE",
                    "Names.MESSAGE",
                    "\"a\" + B",
                    "\"a\".strip()",
                    "(\"a\")",
                    "'a'",
                    "null",
                    "1",
                    "\"a\" \"b\"",
                    "",
                })
        void areAllThatAValueMayBe(String value) {
            assertThatThrownBy(() -> messageOf(value))
                    .isInstanceOfSatisfying(InvalidRevisionFileException.class, e -> assertThat(e.line())
                            .isEqualTo(1))
                    .hasMessageContaining("This is no literal.")
                    .hasMessageContaining("write each as a text in quotes");
        }

        @ParameterizedTest
        @CsvSource(
                quoteCharacter = '`',
                value = {"\"a, string", "`\"a\n\"`, string", "'a, character literal", "`\"\"\"\na`, text block"})
        void thatAreNotClosedAreNamed(String open, String what) {
            assertRefused("class A {\n  Object o = " + open, 2, 14).hasMessageContaining("The " + what);
        }

        @Test
        void thatHoldAnUnknownEscapeAreNamed() {
            assertRefused("class A { String s = \"\\q\"; }", 1, 22).hasMessageContaining("an escape that Java");
            assertRefused("class A { String s = \"\\u00g0\"; }", 1, 23).hasMessageContaining("four hexadecimal digits");
            assertRefused("class A { } // \\u12", 1, 16).hasMessageContaining("four hexadecimal digits");
            assertRefused("class A { String s = \"\"\"a\"\"\"; }", 1, 22).hasMessageContaining("on a line of its own");
            assertRefused("class A {\r\n\r /* äö", 3, 2).hasMessageContaining("The comment that begins here");
        }
    }

    @Nested
    class Refusals {

        @ParameterizedTest
        @CsvSource({
            "downRevisions, downRevision",
            "down_revision, downRevision",
            "revises, downRevision",
            "revision, id",
            "ID, id",
            "branchLabel, branchLabels",
            "createdAt, created",
        })
        void ofUnknownValuesNameTheNearest(String name, String nearest) {
            assertRefused("\n@Revision(" + name + " = \"a1\")" + CLASS, 2, 11)
                    .hasMessageEndingWith(
                            "@Revision has no value \"" + name + "\". The nearest known one is " + nearest + ".");
        }

        @Test
        void ofAValueWithoutAName() {
            assertRefused("@Revision(\"a1\")" + CLASS, 1, 11)
                    .hasMessageContaining("The values of @Revision have names.");
        }

        @Test
        void ofAValueThatIsThereTwice() {
            assertRefused("@Revision(id = \"a1\", id = \"a1\")" + CLASS, 1, 22).hasMessageContaining("there twice");
        }

        @Test
        void ofAListWhereATextIsDue() {
            assertRefused("@Revision(id = {\"a1\"})" + CLASS, 1, 16).hasMessageContaining("The value id is one text.");
        }

        @Test
        void ofEmptyEntries() {
            assertRefused("@Revision(id = \"a1\", dependsOn = {\"b\", \"\"})" + CLASS, 1, 40)
                    .hasMessageContaining("\"dependsOn\" has an empty entry");
        }

        @Test
        void ofAnAnnotationWithoutAnId() {
            for (String annotation :
                    List.of("@Revision", "@Revision()", "@Revision(message = \"m\")", "@Revision(id = \"\")")) {
                assertThatThrownBy(() -> find(annotation + CLASS))
                        .isInstanceOf(InvalidRevisionFileException.class)
                        .hasMessageContaining("db/CreateAccount.java has no revision id. Write @Revision(id = \"…\").");
            }
        }

        @Test
        void ofIdsAreThoseOfEveryFormat() {
            assertThatThrownBy(() -> find("@Revision(id = \"a1\", downRevision = \"b, c\")" + CLASS))
                    .isInstanceOf(RevisionGraphException.class)
                    .hasMessageContaining("\"b, c\" (db/CreateAccount.java:1:37)");
            assertThatThrownBy(() -> find("@Revision(id = \"a\\u0000b\")" + CLASS))
                    .isInstanceOf(RevisionGraphException.class)
                    .hasMessageContaining("U+0000");
        }

        @Test
        void ofTwoRevisionsInOneFile() {
            assertRefused("@Revision(id = \"a1\") class A {}\n@Revision(id = \"a2\") class B {}", 2, 1)
                    .hasMessageContaining("the first is at db/CreateAccount.java:1:1");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "import dev.reflux.migration.Revision;\nclass A { @Revision(id = \"a1\") class B {} }",
                    "import dev.reflux.migration.*;\nclass A { @Revision(id = \"a1\") class B {} }",
                    "\nclass A { @dev.reflux.migration.Revision(id = \"a1\") class B {} }",
                })
        void ofARevisionWithinAClassWhichWouldOtherwiseBeOverlooked(String content) {
            assertRefused(content, 2, 11).hasMessageContaining("stands within a class");
        }

        @ParameterizedTest
        @ValueSource(strings = {"Revison", "revision", "Revisions", "Revsion"})
        void ofAMisspeltAnnotationWhichWouldOtherwiseBeOverlooked(String name) {
            assertRefused("\n@" + name + "(id = \"a1\")" + CLASS, 2, 2)
                    .hasMessageContaining("There is no annotation @" + name + ". Write @Revision, or import");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "import com.acme.Revisions;\n@Revisions",
                    "import com.acme.Revision;\n@Revision",
                    "@RevisionEntity",
                    "@com.acme.Revisions",
                    "class B { @Revisions int i; }"
                })
        void doNotConcernAnnotationsOfOthers(String before) {
            assertThat(find(before + CLASS)).isEmpty();
        }

        @Test
        void ofAnAnnotationWithoutAClass() {
            assertRefused("\n @Revision(id = \"a1\")", 2, 2).hasMessageContaining("stands before no class");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "@Revision(",
                    "@Revision(id",
                    "@Revision(id =",
                    "@Revision(id = {",
                    "@Revision(id = \"a\"",
                    "@Revision(dependsOn = {\"a\"",
                    "@Revision(id = \"a\" +",
                    "@Revision(id = \"a\",)",
                })
        void ofAnAnnotationThatBreaksOff(String content) {
            assertThatThrownBy(() -> find(content)).isInstanceOf(InvalidRevisionFileException.class);
        }

        @Test
        void ofBytesThatAreNoUtf8() {
            assertThatThrownBy(() -> find("// caf\u00e9".getBytes(StandardCharsets.ISO_8859_1)))
                    .isInstanceOf(InvalidRevisionFileException.class)
                    .hasMessageContaining("holds the byte 0xE9");
        }
    }
}
