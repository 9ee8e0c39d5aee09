package dev.reflux.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflux.cli.CliProject.Result;
import dev.reflux.testsupport.PostgresServer;
import dev.reflux.testsupport.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code verify} and {@code log} as an operator sees them. */
@ExtendWith(PostgresServer.class)
class VerifyIntegrationTests {

    @TempDir
    Path temporary;

    private CliProject project;

    @BeforeEach
    void project(TestDatabase database) {
        project = CliProject.in(temporary);
        configure(database.url(), "");
        project.revisions().chain(3);
        project.run("upgrade", "head");
    }

    private void configure(String url, String more) {
        project.configure("reflux:\n  url: \"" + url + "\"\n  script-location: db\n" + more);
    }

    private void change(String id) throws IOException {
        Files.writeString(
                Path.of(project.revisions().location(), id + ".sql"), "-- changed\n", StandardOpenOption.APPEND);
    }

    @Test
    void unchangedFilesAreStatusZero() {
        Result text = project.run("verify");

        assertThat(text.status()).isZero();
        assertThat(text.out()).isEqualTo("The files of 3 applied revisions are unchanged.\n");
        assertThat(project.run("verify", "--output", "json").out().strip())
                .isEqualTo("{\"command\":\"verify\",\"differences\":[]}");
        assertThat(project.run("-q", "verify").all()).isEmpty();
    }

    @Test
    void aDifferenceIsStatusThreeUntilItIsAccepted() throws IOException {
        change("r2");

        Result text = project.run("verify");
        Result json = project.run("verify", "--output", "json");

        assertThat(text.status()).isEqualTo(3);
        assertThat(text.out()).startsWith("changed  r2  ").contains("r2.sql");
        assertThat(text.err()).contains("The file of 1 applied revision is not the one that was applied.", "--accept");
        assertThat(json.status()).isEqualTo(3);
        JsonNode difference = json.json().get("differences").get(0);
        assertThat(difference.get("kind").asString()).isEqualTo("changed");
        assertThat(difference.get("revision").asString()).isEqualTo("r2");
        assertThat(difference.get("file").asString()).endsWith("r2.sql");
        assertThat(difference.get("recorded").asString())
                .hasSize(64)
                .isNotEqualTo(difference.get("actual").asString());
        assertThat(difference.get("applied_at").asString()).endsWith("Z");

        Result accepted = project.run("verify", "--accept", "r2");
        assertThat(accepted.status()).isZero();
        assertThat(accepted.all()).contains("is accepted as it is");
        assertThat(project.run("verify").status()).isZero();
        assertThat(project.run("verify", "--accept").all()).contains("There was nothing to accept.");
    }

    @Test
    void unrecordedRevisionsAreListedWithStatusZero(TestDatabase database) {
        database.execute("DELETE FROM reflux_history WHERE revision <> 'r3'");

        Result text = project.run("verify");

        assertThat(text.status()).isZero();
        assertThat(text.out())
                .contains("unrecorded  r1", "unrecorded  r2", "The file of 1 applied revision is unchanged.");
        assertThat(project.run("verify", "--output", "json")
                        .json()
                        .get("differences")
                        .size())
                .isEqualTo(2);
    }

    @Test
    void aDatabaseAheadIsADifference() throws IOException {
        Files.delete(Path.of(project.revisions().location(), "r3.sql"));

        Result text = project.run("verify");

        assertThat(text.status()).isEqualTo(3);
        assertThat(text.out()).contains("missing  r3  applied at 20");
        assertThat(project.run("upgrade", "head", "--output", "json").errorType())
                .isEqualTo("database_ahead");
        assertThat(project.run("current").err()).contains("\"downgrade r2\"");
    }

    @Test
    void wrongUseIsStatusTwo(TestDatabase database) {
        assertThat(project.run("verify", "r1").status()).isEqualTo(2);
        assertThat(project.run("verify", "--accept", "nine").err()).contains("nine");
        configure(database.url(), "  history-table: null\n");
        assertThat(project.run("verify").status()).isEqualTo(2);
    }

    @Test
    void checksumsFailIsStatusOneWithATypeOfItsOwn(TestDatabase database) throws IOException {
        configure(database.url(), "  checksums: fail\n");
        change("r1");

        Result result = project.run("upgrade", "head", "--output", "json");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.errorType()).isEqualTo("checksum_mismatch");
        assertThat(result.json().get("error").get("revision").asString()).isEqualTo("r1");
    }

    @Test
    void whenAheadStartIsStatusZeroWithAWarning(TestDatabase database) throws IOException {
        Files.delete(Path.of(project.revisions().location(), "r3.sql"));
        configure(database.url(), "  when-ahead: start\n");

        Result text = project.run("upgrade", "head");
        Result json = project.run("upgrade", "head", "--output", "json");

        assertThat(text.status()).isZero();
        assertThat(text.all()).contains("r3 was applied", "Nothing is applied, since when-ahead is start");
        assertThat(json.status()).isZero();
        assertThat(json.json().get("steps").isEmpty()).isTrue();
        assertThat(json.json().get("to").get(0).asString()).isEqualTo("r3");
    }

    @Test
    void theLogShowsWhyAStepFailedWithinEightyColumns() {
        project.revisions()
                .write(
                        "bad",
                        "-- +upgrade\nINSERT INTO a_table_with_quite_a_long_name_that_is_not_there VALUES (1);\n");
        project.run("upgrade", "head");

        Result log = project.run("log", "--limit", "1");

        assertThat(log.out().lines().skip(2))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).startsWith("    ").hasSizeLessThanOrEqualTo(80));
        assertThat(log.out())
                .contains("failed", "a_table_with_quite_a_long_name", "Reflux ", "1 statement", "SQLSTATE");
    }
}
