package dev.reflux.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reflux.error.InvalidRevisionFileException;
import dev.reflux.script.source.RevisionSource;
import dev.reflux.script.source.ScriptText;
import dev.reflux.script.source.SourceLines;
import dev.reflux.sql.SqlLexis;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlTextReaderTests {

    private static final String HEADER = "-- revision: a\n-- message: do it\n\n";

    @TempDir
    private Path folder;

    private ScriptText read(byte[] content) {
        Path path = folder.resolve("a.sql");
        try {
            Files.write(path, content);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return new SqlTextReader(RevisionSource.ofFile("db/a.sql", path), SqlLexis.postgresql()).read();
    }

    private ScriptText read(String content) {
        return read((HEADER + content).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void sectionsAreGivenAsTheyAreWritten() {
        ScriptText text = read(
                """
                -- +upgrade

                -- a table
                CREATE TABLE a (   -- of one
                    id integer
                );
                /* and */ SELECT '${x}';

                -- +downgrade
                  DROP TABLE a

                """);

        assertThat(text.upgrade())
                .isEqualTo("-- a table\nCREATE TABLE a (   -- of one\n    id integer\n);\n/* and */ SELECT '${x}';");
        assertThat(text.downgrade()).isEqualTo("  DROP TABLE a");
    }

    @Test
    void aMissingWayDownIsNoneAndAnEmptyOneIsEmpty() {
        assertThat(read("-- +upgrade\nSELECT 1;\n").downgrade()).isNull();
        assertThat(read("-- +upgrade\nSELECT 1;\n-- +downgrade\n").downgrade()).isEmpty();
        assertThat(read("-- +downgrade\nSELECT 2;\n\n-- +upgrade").upgrade()).isEmpty();
        assertThat(read("-- +downgrade\nSELECT 2;\n\n-- +upgrade").downgrade()).isEqualTo("SELECT 2;");
    }

    @Test
    void whatOnlyLooksLikeAMarkerDividesNothing() {
        String body = "SELECT '\n-- +downgrade\n';\nDO $$\n-- +downgrade\n$$;\n/*\n-- +downgrade\n*/";

        ScriptText text = read("-- +upgrade\n" + body + "\n");

        assertThat(text.upgrade()).isEqualTo(body);
        assertThat(text.downgrade()).isNull();
    }

    @Test
    void autocommitPartsKeepTheirMarkers() {
        assertThat(read("-- +upgrade\n-- +autocommit\nVACUUM;\n-- +end\n").upgrade())
                .isEqualTo("-- +autocommit\nVACUUM;\n-- +end");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void anyLineEndIsReadAsOne(String end) {
        String file = HEADER + "-- +upgrade\nSELECT 1;\n\n\nSELECT 2;\n-- +downgrade\nSELECT 3;\n";

        ScriptText text = read(file.replace("\n", end).getBytes(StandardCharsets.UTF_8));

        assertThat(text.upgrade()).isEqualTo("SELECT 1;\n\n\nSELECT 2;");
        assertThat(text.downgrade()).isEqualTo("SELECT 3;");
    }

    @Test
    void aByteOrderMarkIsPassedOver() {
        assertThat(read(("\ufeff" + HEADER + "-- +upgrade\nSELECT 1;\n").getBytes(StandardCharsets.UTF_8))
                        .upgrade())
                .isEqualTo("SELECT 1;");
    }

    @Test
    void aVeryLongSectionIsCutWithANoteAndTheOtherIsNot() {
        String rows = "1\t😀\n".repeat(30_000);

        ScriptText text = read("-- +upgrade\nCOPY a FROM stdin;\n" + rows + "\\.\n\n-- +downgrade\nDELETE FROM a;\n");

        assertThat(text.upgrade().length()).isBetween(SourceLines.LIMIT - 100, SourceLines.LIMIT + 100);
        assertThat(text.upgrade()).startsWith("COPY a FROM stdin;\n1\t😀\n").endsWith("\n… (the file goes on)");
        assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(text.upgrade()))
                .isTrue();
        assertThat(text.downgrade()).isEqualTo("DELETE FROM a;");
    }

    @Test
    void aSectionThatJustFitsIsWhole() {
        String comment = "-- " + "x".repeat(SourceLines.LIMIT - 3);

        assertThat(read("-- +upgrade\n" + comment + "\n\n \n-- +downgrade\n").upgrade())
                .isEqualTo(comment);
        assertThat(read("-- +upgrade\n" + comment + "\n.").upgrade()).isEqualTo(comment + "\n… (the file goes on)");
    }

    @Test
    void ofAFileInAnotherFormatAllIsTheWayUp() throws IOException {
        Path path = Files.writeString(folder.resolve("a.yaml"), "\ufeffrevision: a\r\nupgrade:\r\n  - one\r\n");
        RevisionHeader header =
                new RevisionHeader("a", List.of(), List.of(), List.of(), null, null, RevisionTimeouts.CONFIGURED);

        ScriptText text = new YamlRevision(header, RevisionSource.ofFile("db/a.yaml", path)).text();

        assertThat(text).isEqualTo(new ScriptText("revision: a\nupgrade:\n  - one", null));
    }

    @Test
    void aFileThatIsNoSqlIsRefusedWithItsPlace() {
        assertThatThrownBy(() -> read("-- +upgrade\nSELECT 'open;\n"))
                .isInstanceOf(InvalidRevisionFileException.class)
                .hasMessageContaining("db/a.sql:5");
        assertThatThrownBy(() -> read("-- +upgarde\n"))
                .isInstanceOf(InvalidRevisionFileException.class)
                .hasMessageContaining("Was \"-- +upgrade\" meant?");
    }
}
