package dev.reflux.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflux.authoring.EnvironmentTemplate;
import dev.reflux.cli.CliProject.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** {@code init}, and that one can go on from there. */
class InitTests {

    @TempDir
    Path folder;

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private Result run(String... arguments) {
        List<String> all = new ArrayList<>(List.of("-c", path("application.yaml")));
        all.addAll(List.of(arguments));
        return CliProject.runAlone(all.toArray(String[]::new));
    }

    @ParameterizedTest
    @CsvSource({
        "sql, a1_first.sql, '-- revision: a1\n-- +upgrade\nSELECT 1;\n'",
        "yaml, a1_first.yaml, 'revision: a1\nupgrade: []\n'",
        "java, First.java, '@Revision(id = \"a1\") class First {}'",
        "spring, a1_first.sql, '-- revision: a1\n-- +upgrade\nSELECT 1;\n'",
    })
    void isFollowedByARevisionThatIsTheHead(String template, String name, String revision) throws IOException {
        Result made = run("init", path("src/main/resources/db"), "-t", template);

        assertThat(made.status()).as(made.all()).isZero();
        assertThat(made.out())
                .contains("Created " + path("src/main/resources/db/README.md"), "Created " + path("application.yaml"));
        assertThat(made.err()).contains("reflux revision -m");
        assertThat(run("heads").status()).isZero();
        Files.writeString(folder.resolve("src/main/resources/db/versions").resolve(name), revision);
        assertThat(run("heads").out()).contains("a1", "first");
    }

    @Test
    void proposesNoKeyThatHasNoEffectYet() throws IOException {
        run("init", path("db"));

        assertThat(folder.resolve("application.yaml"))
                .content()
                .contains("revision-format", "checksums", "when-ahead")
                .doesNotContain("target-metadata");
    }

    @Test
    void givesOneJsonDocument() {
        JsonNode json = run("--output", "json", "init", path("db")).json();

        assertThat(json.propertyNames()).containsExactly("command", "directory", "files");
        assertThat(json.get("command").asString()).isEqualTo("init");
        assertThat(json.get("directory").asString()).isEqualTo(path("db"));
        assertThat(json.get("files").values().stream().map(JsonNode::asString))
                .contains(path("db/versions/.gitkeep"), path("application.yaml"));
    }

    @Test
    void refusesAFolderForTheConfigurationFile() throws IOException {
        Path config = Files.createDirectory(folder.resolve("conf"));

        Result result = CliProject.runAlone("init", path("db"), "-c", config.toString());

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err())
                .contains("conf is a folder. Name a file in it, such as " + config.resolve("application.yaml"));
        assertThat(folder.resolve("db")).doesNotExist();
    }

    @Test
    void needsNoReadableConfigurationAndPrintsTheSectionToAdd() throws IOException {
        Path config = Files.writeString(folder.resolve("application.yaml"), "reflux: {urll: [");

        Result text = run("init", path("db"));
        JsonNode json = run("--output", "json", "init", path("db2")).json();

        assertThat(text.status()).as(text.all()).isZero();
        assertThat(text.err()).contains("application.yaml is there already and was left as it is");
        assertThat(text.out()).contains("reflux:\n", "  script-location: db\n");
        assertThat(json.get("section").asString()).contains("  script-location: db2\n");
        assertThat(config).hasContent("reflux: {urll: [");
    }

    @Test
    void writesTheSectionThatIsNamed() {
        assertThat(run("-n", "second", "init", path("db")).status()).isZero();

        assertThat(run("-n", "second", "heads").status()).isZero();
        assertThat(run("-n", "first", "heads").err()).contains("It has the sections second");
    }

    @Test
    void saysNothingWhereItIsToBeQuiet() {
        Result result = run("-q", "init", path("db"));

        assertThat(result.status()).isZero();
        assertThat(result.all()).isEmpty();
        assertThat(folder.resolve("db/versions")).isDirectory();
    }

    @Test
    void refusesAFolderThatIsNotEmpty() {
        assertThat(run("init", path("db")).status()).isZero();

        Result again = run("--output", "json", "init", path("db"));

        assertThat(again.status()).isEqualTo(2);
        assertThat(again.errorType()).isEqualTo("usage_error");
        assertThat(again.json().get("error").get("message").asString()).contains("is not empty");
    }

    @Test
    void refusesWhatItCannotMake() {
        for (String[] arguments : new String[][] {
            {"init"}, {"init", ""}, {"init", path("db"), "-t", "xml"}, {"init", path("a"), path("b")}
        }) {
            Result result = run(arguments);

            assertThat(result.status()).as(result.all()).isEqualTo(2);
            assertThat(result.err()).contains("Type: usage_error");
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void listsItsTemplates() {
        Result text = run("init", "--list-templates");
        JsonNode json = run("init", "--list-templates", "--output", "json").json();

        assertThat(text.status()).isZero();
        assertThat(text.out().lines()).hasSize(4).first().asString().matches("sql {5}[A-Z].*\\.");
        assertThat(json.get("command").asString()).isEqualTo("init");
        assertThat(json.get("templates").values().stream()
                        .map(template -> template.get("name").asString()))
                .containsExactlyElementsOf(Arrays.stream(EnvironmentTemplate.values())
                        .map(EnvironmentTemplate::templateName)
                        .toList());
        assertThat(json.get("templates").get(0).get("description").asString()).isNotBlank();
        assertThat(folder).isEmptyDirectory();
    }
}
