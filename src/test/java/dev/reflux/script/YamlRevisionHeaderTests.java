package dev.reflux.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reflux.error.InvalidRevisionFileException;
import dev.reflux.error.Place;
import dev.reflux.error.RevisionGraphException;
import dev.reflux.script.source.RevisionSource;
import dev.reflux.script.source.SourceText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlRevisionHeaderTests {

    private static final String BODY = "\nupgrade: []\n";

    @TempDir
    private Path folder;

    private RevisionHeader read(String fileName, byte[] content) {
        try {
            Path file = Files.write(folder.resolve(fileName), content);
            return YamlRevisionHeader.read(RevisionSource.ofFile("db/" + fileName, file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private RevisionHeader read(String content) {
        return read("a1_add_it.yaml", content.getBytes(StandardCharsets.UTF_8));
    }

    private AbstractThrowableAssert<?, ?> assertRefused(String content, int line, int column) {
        return assertThatThrownBy(() -> read(content))
                .isInstanceOfSatisfying(InvalidRevisionFileException.class, e -> assertThat(new Place(
                                null, e.file(), e.place().line(), e.place().column()))
                        .isEqualTo(Place.of("db/a1_add_it.yaml", line, column)));
    }

    @Nested
    class Values {

        @Test
        void areReadWhereverTheirKeysStand() {
            RevisionHeader header = read(
                    """
                    # a comment
                    upgrade:
                      - create_table:
                          name: account
                          columns: [{name: id, type: bigint, message: "no key of the header"}]
                          revision: neither
                    branch_labels: [shop, ünder]
                    down_revision:
                      - b2
                      - 'c 3'
                    message: "create account: the table"
                    depends_on: d4
                    downgrade: auto
                    created: 2026-11-20T14:32:00Z
                    revision: a1
                    """);

            assertThat(header)
                    .isEqualTo(new RevisionHeader(
                            "a1",
                            List.of("b2", "c 3"),
                            List.of("shop", "ünder"),
                            List.of("d4"),
                            "create account: the table",
                            "2026-11-20T14:32:00Z",
                            RevisionTimeouts.CONFIGURED));
        }

        @ParameterizedTest
        @ValueSource(strings = {"000123", "1e10", "0x1F", "1_000", "true", "2026.11", "0o17", ".5", "1975", "no"})
        void areTheTextAsWrittenWhateverYamlMakesOfIt(String text) {
            RevisionHeader header =
                    read("revision: " + text + "\ndown_revision: [" + text + "x, '" + text + "y']" + BODY);

            assertThat(header.id()).isEqualTo(text);
            assertThat(header.downRevisions()).containsExactly(text + "x", text + "y");
        }

        @ParameterizedTest
        @ValueSource(strings = {"", " null", " ~", " Null", " ''", " \"\"", " []", " # none", " \"  \""})
        void areNoneWhereNothingIsSaid(String nothing) {
            RevisionHeader header = read("revision: a1\ndown_revision:" + nothing + "\nbranch_labels:" + nothing
                    + "\ndepends_on:" + nothing + BODY);

            assertThat(header.downRevisions()).isEmpty();
            assertThat(header.branchLabels()).isEmpty();
            assertThat(header.dependsOn()).isEmpty();
        }

        @Test
        void thatAreQuotedAreNeverNull() {
            assertThat(read("revision: 'null'\ndown_revision: \"~\"" + BODY))
                    .isEqualTo(new RevisionHeader(
                            "null",
                            List.of("~"),
                            List.of(),
                            List.of(),
                            "a1 add it",
                            null,
                            RevisionTimeouts.CONFIGURED));
        }

        @ParameterizedTest
        @CsvSource({
            "a1_add_it.yaml, add it",
            "a1_add_it.yml, add it",
            "a1.yaml,",
            "v1_other.yaml, v1 other",
        })
        void withoutAMessageIncludeTheSlugOfTheFileName(String fileName, String message) {
            assertThat(read(fileName, ("revision: a1" + BODY).getBytes(StandardCharsets.UTF_8))
                            .message())
                    .isEqualTo(message);
        }

        @Test
        void putAMessageOfSeveralLinesIntoOne() {
            assertThat(read("revision: a1\nmessage: |\n  create account\n\n  and\tmore\n" + BODY)
                            .message())
                    .isEqualTo("create account and more");
        }

        @Test
        void areReadAfterAByteOrderMarkAndWithForeignLineEnds() {
            assertThat(read("\uFEFFrevision: a1\r\nmessage: m\r\nupgrade: []\r\n")
                            .message())
                    .isEqualTo("m");
            assertThat(read("\uFEFF---\nrevision: a1\nupgrade: []\n...\n").id()).isEqualTo("a1");
        }
    }

    @Nested
    class Keys {

        @ParameterizedTest
        @CsvSource({
            "down_revison, down_revision",
            "downRevision, down_revision",
            "revises, down_revision",
            "Revision, revision",
            "id, revision",
            "branch_label, branch_labels",
            "labels, branch_labels",
            "create_date, created",
            "upgrad, upgrade",
            "downgrades, downgrade",
        })
        void thatAreUnknownAreRefusedWithTheNearestKnownKey(String key, String nearest) {
            assertRefused("revision: a1\n" + key + ": b2" + BODY, 2, 1)
                    .hasMessage("db/a1_add_it.yaml:2:1: \"" + key + "\" is not a key of a revision. The nearest known"
                            + " key is " + nearest + ".");
        }

        @ParameterizedTest
        @ValueSource(strings = {"revision", "message", "down_revision"})
        void thatAreThereTwiceAreRefused(String key) {
            assertRefused(key + ": a1\n" + key + ": a1" + BODY, 2, 1)
                    .hasMessageContaining("there twice (db/a1_add_it.yaml:1:1 and db/a1_add_it.yaml:2:1)");
        }

        @Test
        void ofABodyThatAreThereTwiceAreRefused() {
            assertRefused("revision: a1\nupgrade: []\nupgrade: []\n", 3, 1).hasMessageContaining("there twice");
        }

        @Test
        void mustBeSingleTexts() {
            assertRefused("revision: a1\n? [a, b]\n: c" + BODY, 2, 3).hasMessageContaining("A key must be");
        }

        @Test
        void withoutAnIdAreRefused() {
            for (String content : List.of("", "# nothing\n", "---\n", "~\n", "message: m" + BODY, "revision:" + BODY)) {
                assertThatThrownBy(() -> read(content))
                        .isInstanceOf(InvalidRevisionFileException.class)
                        .hasMessageContaining(
                                "db/a1_add_it.yaml has no revision id. Begin the file with a line \"revision: ID\".");
            }
        }

        @Test
        void withoutAWayUpAreRefused() {
            assertThatThrownBy(() -> read("revision: a1\ndowngrade: []\n"))
                    .isInstanceOfSatisfying(InvalidRevisionFileException.class, e -> assertThat(e.revision())
                            .isEqualTo("a1"))
                    .hasMessageContaining("db/a1_add_it.yaml has no way up.");
        }
    }

    @Nested
    class Refusals {

        @ParameterizedTest
        @CsvSource({
            "a b@head, '\"@\"'",
            "a+1, '\"+\"'",
            "'\"a, b\"', '\",\"'",
            "' \"\\ta\"', blank",
            "'\"a\\eb\"', U+001B",
        })
        void ofIdsAreThoseOfEveryFormat(String id, String named) {
            for (String key :
                    List.of("revision: %s", "revision: a1\ndown_revision: %s", "revision: a1\ndown_revision: [%s]")) {
                assertThatThrownBy(() -> read(key.formatted(id) + BODY))
                        .isInstanceOfSatisfying(RevisionGraphException.class, e -> assertThat(e.code())
                                .isEqualTo("invalid_revision_id"))
                        .hasMessageContaining(named);
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"[a]", "{a: b}", "\n  - a"})
        void ofAListWhereATextIsDue(String value) {
            assertThatThrownBy(() -> read("revision: a1\nmessage: " + value + BODY))
                    .isInstanceOf(InvalidRevisionFileException.class)
                    .hasMessageContaining("The value of message must be a text.");
        }

        @ParameterizedTest
        @ValueSource(strings = {"[b, ~]", "[b, '']", "[b, null]", "\n  -\n  - b"})
        void ofEmptyEntriesNameTheirPlace(String list) {
            assertThatThrownBy(() -> read("revision: a1\ndepends_on: " + list + BODY))
                    .isInstanceOfSatisfying(
                            InvalidRevisionFileException.class,
                            e -> assertThat(e.place().column()).isNotNull())
                    .hasMessageContaining("\"depends_on\" has an empty entry");
        }

        @Test
        void ofListsInLists() {
            assertRefused("revision: a1\ndepends_on: [b, [c]]" + BODY, 2, 17).hasMessageContaining("must be texts");
        }

        @Test
        void ofControlCharactersInAMessage() {
            assertRefused("revision: a1\nmessage: \"a\\0b\"" + BODY, 2, 10).hasMessageContaining("U+0000");
        }

        @Test
        void ofHalfACharacter() {
            assertRefused("revision: a1\nmessage: \"a\\ud800b\"" + BODY, 2, 10)
                    .hasMessageContaining("half of a surrogate pair");
        }

        @Test
        void ofReferencesReachIntoTheBodies() {
            assertRefused("revision: &id a1" + BODY, 1, 11).hasMessageContaining("Anchors");
            assertRefused("revision: a1\nupgrade:\n  - &a {execute: {sql: SELECT 1}}\n", 3, 5)
                    .hasMessageContaining("Anchors");
            assertRefused("revision: a1\nupgrade:\n  - execute: *a\n", 3, 14).hasMessageContaining("Aliases");
            assertRefused("revision: a1\nupgrade:\n  - {<<: {a: b}}\n", 3, 6).hasMessageContaining("Merge keys");
            assertRefused("<<: {revision: a1}\nupgrade: []\n", 1, 1).hasMessageContaining("Merge keys");
        }

        @Test
        void ofASecondDocument() {
            assertRefused("revision: a1\nupgrade: []\n---\nrevision: a2\n", 3, 1)
                    .hasMessageContaining("Write one revision into one file.");
        }

        @Test
        void ofWhatIsNoMapping() {
            assertRefused("- revision: a1\n", 1, 1).hasMessageContaining("A revision is a mapping of keys.");
            assertRefused("revision a1\n", 1, 1).hasMessageContaining("A revision is a mapping of keys.");
        }

        @Test
        void ofWhatIsNoYaml() {
            assertThatThrownBy(() -> read("revision: a1\nupgrade: [\n"))
                    .isInstanceOf(InvalidRevisionFileException.class)
                    .hasMessageContaining("This is no valid YAML");
            assertThatThrownBy(() -> read("revision: a1\nmessage: \"a\\x"))
                    .isInstanceOfSatisfying(InvalidRevisionFileException.class, e -> assertThat(e.line())
                            .isNotNull())
                    .hasMessageContaining("such as an escape");
            assertRefused("revision: a1\nmessage: ä\u0007\n", 2, 11).hasMessageContaining("U+0007");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '~',
                textBlock =
                        """
                        \\t- execute: SELECT 1            | 3:1  | a tab stands where a key or a value may begin. Indent with blanks.
                        - execute: @all                 | 3:12 | found character '@' that cannot begin a text. Put quotes round the text.
                        - execute: "SELECT 1            | 3:12 | the quote that begins here has no end. Close it.
                        - execute: 'SELECT 1\\n---\\n'   | 3:12 | the quote that begins here has no end. Close it.
                        - execute: SELECT a: 1          | 3:20 | a colon makes a key of this, where none can be. Correct the indentation, or
                        - execute: 'it's'               | 3:16 | this goes on where the value had its end. Correct the indentation
                        - drop_table: {name: a        | 3:15 | the { that begins here has no end. Close each { with },
                        - drop_table:\\n    name: a\\n   cascade: true | 5:4 | this is indented unlike the lines above it. Correct the indentation
                        - drop_table: {name: ${t}}      | 3:23 | Close each { with }, and between them put quotes round
                        - create_index: {columns: [a}   | 3:29 | Close each [ with ], and between them put quotes round
                        <<<<<<< HEAD\\n- execute: a     | 3:1  | no colon follows. Write a colon and a blank behind a key
                        """)
        void ofWhatIsNoYamlSayWhatToDo(String lines, String place, String message) {
            String content = "revision: a1\nupgrade:\n" + lines.translateEscapes();

            assertThatThrownBy(() -> read(content))
                    .isInstanceOfSatisfying(
                            InvalidRevisionFileException.class,
                            e -> assertThat(e.place().describe()).isEqualTo("db/a1_add_it.yaml:" + place))
                    .hasMessageContaining(message);
        }

        @Test
        void nameTheRevisionOnceItsIdWasRead() {
            assertThatThrownBy(() -> read("revision: a1\nupgrade: [\n"))
                    .isInstanceOfSatisfying(InvalidRevisionFileException.class, e -> assertThat(e.revision())
                            .isEqualTo("a1"));
            assertThatThrownBy(() -> read("upgrade: &a []\nrevision: a1\n"))
                    .isInstanceOfSatisfying(InvalidRevisionFileException.class, e -> assertThat(e.revision())
                            .isNull());
        }

        @Test
        void ofDeepNesting() {
            String deep = "[".repeat(60) + "]".repeat(60);
            assertThatThrownBy(() -> read("revision: a1\nupgrade: " + deep + "\n"))
                    .isInstanceOf(InvalidRevisionFileException.class)
                    .hasMessageContaining("nested deeper than 50 levels");
            assertThatThrownBy(() -> read("revision: a1\nupgrade: " + "{a: ".repeat(200_000)))
                    .isInstanceOf(InvalidRevisionFileException.class);
        }

        @Test
        void ofBytesThatAreNoUtf8() {
            byte[] content = "revision: a1\nmessage: caf\u00e9".getBytes(StandardCharsets.ISO_8859_1);

            assertThatThrownBy(() -> read("a.yaml", content))
                    .isInstanceOf(InvalidRevisionFileException.class)
                    .hasMessageContaining("db/a.yaml:2 holds the byte 0xE9");
        }

        @Test
        void ofFilesThatAreTooLargeToBeHeld() {
            byte[] content = ("revision: a1" + BODY + "#" + "x".repeat(SourceText.MAX_CHARACTERS))
                    .getBytes(StandardCharsets.UTF_8);

            assertThatThrownBy(() -> read("a.yaml", content))
                    .isInstanceOf(InvalidRevisionFileException.class)
                    .hasMessageContaining("db/a.yaml is larger than 16 Mi characters. Write it as SQL");
        }
    }

    @Test
    void aFileOfSeveralMebibytesIsRead() {
        String rows = "          - [1, \"a row of data that is not looked at\"]\n".repeat(100_000);
        String content = "upgrade:\n  - bulk_insert:\n      rows:\n" + rows + "revision: a1\n";

        assertThat(read(content).id()).isEqualTo("a1");
    }
}
