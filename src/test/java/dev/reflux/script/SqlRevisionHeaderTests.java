package dev.reflux.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reflux.error.InvalidRevisionFileException;
import dev.reflux.error.RevisionGraphException;
import dev.reflux.script.source.RevisionSource;
import dev.reflux.sql.SqlLexis;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlRevisionHeaderTests {

    @TempDir
    private Path folder;

    private RevisionHeader read(String fileName, byte[] content) {
        Path file = folder.resolve(fileName);
        try {
            Files.write(file, content);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return SqlRevisionHeader.read(RevisionSource.ofFile("db/" + fileName, file), SqlLexis.postgresql());
    }

    private RevisionHeader read(String content) {
        return read("a1_add_it.sql", content.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void readsEveryKey() {
        RevisionHeader header = read(
                """
                -- revision: a1
                -- down_revision: b2, c 3
                -- branch_labels: shop,ünder
                -- depends_on: d4
                -- message: create account: the table
                -- created: 2026-11-20T14:32:00Z

                -- +upgrade
                -- down_revision: not a header any more
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
    @ValueSource(
            strings = {
                "-- revision: a1",
                "--revision:a1\n--down_revision:\n-- branch_labels: \n",
                "  --   revision :  a1  \n-- message:\n-- +upgrade",
                "\uFEFF-- revision: a1\r\n-- +upgrade\r\n",
                "-- revision: a1\r-- message:\r-- +upgrade",
                "-- Copyright: nobody\n/* revision: x\n-- revision: y\n*/\n-- revision: a1\n-- author: x\n-- see http://x: y",
                "-- revision: a1\n-- creates: the table\n-- +upgrade\n-- revision: b2",
                "-- revision: a1\n-- +upgrade\nSELECT 'never closed",
            })
    void readsAHeaderThatSaysLittle(String content) {
        assertThat(read(content))
                .isEqualTo(new RevisionHeader(
                        "a1", List.of(), List.of(), List.of(), "add it", null, RevisionTimeouts.CONFIGURED));
    }

    @ParameterizedTest
    @CsvSource({
        "1975ea83b712_create_account.sql, create account",
        "create_account.sql,              create account",
        "2026_1975ea83b712_x.sql,         2026 1975ea83b712 x",
        "1975ea83b712__two__blanks_.sql,  two  blanks",
        "v1.2_more.sql,                   v1.2 more",
    })
    void takesTheMessageFromTheFileNameIfThereIsNone(String fileName, String message) {
        byte[] content = "-- revision: 1975ea83b712".getBytes(StandardCharsets.UTF_8);

        assertThat(read(fileName, content).message()).isEqualTo(message);
    }

    @Test
    void hasNoMessageIfTheFileNameIsTheId() {
        assertThat(read("a1.sql", "-- revision: a1".getBytes(StandardCharsets.UTF_8))
                        .message())
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "SELECT 1;",
                "-- +upgrade\n-- revision: a1",
                "/* -- revision: a1 */",
                "-- revision:",
                "SELECT 1;\n-- revision: a1"
            })
    void refusesAFileWithoutId(String content) {
        assertThatThrownBy(() -> read(content))
                .isInstanceOfSatisfying(InvalidRevisionFileException.class, e -> assertThat(e.file())
                        .isEqualTo("db/a1_add_it.sql"))
                .hasMessageContaining("db/a1_add_it.sql has no revision id.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a@b",
                "a+b",
                "a-b",
                "a:b",
                "a,b",
                "a\tb",
                "a\u0085b",
                "\u00a0a1",
                "12345678901234567890123456789012345678901234567890123456789012345"
            })
    void refusesAnIdThatBreaksTheRules(String id) {
        assertThatThrownBy(() -> read("\n-- revision: " + id))
                .isInstanceOfSatisfying(RevisionGraphException.class, e -> {
                    assertThat(e.code()).isEqualTo("invalid_revision_id");
                    assertThat(e.line()).isEqualTo(2);
                });
    }

    @Test
    void takesAnIdOf64CharactersOfAnyPlane() {
        String id = "\uD83D\uDE00".repeat(64);

        assertThat(read("-- revision: " + id).id()).isEqualTo(id);
    }

    @Test
    void holdsDownRevisionsToTheSameRules() {
        assertThatThrownBy(() -> read("-- revision: a1\n-- down_revision: b@head"))
                .isInstanceOf(RevisionGraphException.class)
                .hasMessageContaining("\"b@head\" (db/a1_add_it.sql:2:1)");
    }

    @ParameterizedTest
    @CsvSource({
        "down_revison,    down_revision",
        "down_revisions,  down_revision",
        "Down-Revision,   down_revision",
        "Down Revision,   down_revision",
        "Revises,         down_revision",
        "REVISION,        revision",
        "Revision ID,     revision",
        "branch_label,    branch_labels",
        "depend_on,       depends_on",
        "mesage,          message",
        "Create Date,     created",
    })
    void refusesAKeyThatLooksMisspelt(String key, String meant) {
        assertThatThrownBy(() -> read("-- revision: a1\n-- " + key + ": b2"))
                .isInstanceOfSatisfying(InvalidRevisionFileException.class, e -> assertThat(e.line())
                        .isEqualTo(2))
                .hasMessageContaining("Write \"-- " + meant + ": …\"");
    }

    @Test
    void refusesAKeyThatIsThereTwice() {
        assertThatThrownBy(() -> read("-- revision: a1\n-- message: a\n-- message: a"))
                .isInstanceOf(InvalidRevisionFileException.class)
                .hasMessageContaining("there twice (db/a1_add_it.sql:2:1 and db/a1_add_it.sql:3:1)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"b,,c", "b,", ","})
    void refusesAnEmptyEntryOfAList(String list) {
        assertThatThrownBy(() -> read("-- revision: a1\n-- depends_on: " + list))
                .isInstanceOf(InvalidRevisionFileException.class)
                .hasMessageContaining("\"depends_on\" has an empty entry");
    }

    @Test
    void refusesBytesThatAreNoUtf8() {
        byte[] content = "-- revision: a1\n-- message: caf\u00e9".getBytes(StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> read("a.sql", content))
                .isInstanceOfSatisfying(InvalidRevisionFileException.class, e -> assertThat(e.line())
                        .isEqualTo(2))
                .hasMessageContaining("db/a.sql:2 holds the byte 0xE9");
    }

    @Test
    void refusesUtf16() {
        assertThatThrownBy(() -> read("a.sql", "-- revision: a1".getBytes(StandardCharsets.UTF_16)))
                .isInstanceOf(InvalidRevisionFileException.class);
        assertThatThrownBy(() -> read("a.sql", "-- revision: a1".getBytes(StandardCharsets.UTF_16LE)))
                .isInstanceOf(InvalidRevisionFileException.class)
                .hasMessageContaining("was the file saved as UTF-16?");
    }

    @Test
    void readsAResourceOfTheClassPath() {
        RevisionSource source = RevisionSource.ofResource(
                "db/a1_from the path.sql",
                SqlRevisionHeaderTests.class.getResource("/dev/reflux/script/a1_from the path.sql"),
                null);

        assertThat(SqlRevisionHeader.read(source, SqlLexis.postgresql()).message())
                .isEqualTo("from the path");
        assertThat(source).hasToString("classpath:db/a1_from the path.sql");
    }

    @Test
    void saysThatAFileIsMissing() {
        RevisionSource source = RevisionSource.ofFile("db/gone.sql", folder.resolve("gone.sql"));

        assertThatThrownBy(() -> SqlRevisionHeader.read(source, SqlLexis.postgresql()))
                .isInstanceOf(InvalidRevisionFileException.class)
                .hasMessageStartingWith("db/gone.sql does not exist any more.");
    }
}
