package dev.reflux.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflux.cli.CliProject.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The commands that write revision files; no database is configured. */
class AuthoringCommandsTests {

    @TempDir
    Path folder;

    private CliProject project;

    @BeforeEach
    void project() {
        project = CliProject.in(folder);
    }

    private String id(String... arguments) {
        Result result = project.run(arguments);
        assertThat(result.status()).as(result.all()).isZero();
        return result.json().get("revision").asString();
    }

    @Nested
    class Revision {

        @Test
        void tellsTheFileAndTheId() {
            Result result = project.run("revision", "-m", "create account", "--rev-id", "a1");

            assertThat(result.status()).isZero();
            assertThat(result.out())
                    .isEqualTo("Created " + folder.resolve("db/versions/a1_create_account.sql") + " (revision a1)\n");
            assertThat(project.run("heads").out()).isEqualTo("a1 (head), create account\n");
        }

        @Test
        void isOneDocumentInJson() {
            JsonNode json =
                    project.run("revision", "--output", "json", "-m", "x").json();

            assertThat(json.propertyNames()).containsExactly("command", "file", "revision");
            assertThat(json.get("command").asString()).isEqualTo("revision");
            assertThat(json.get("file").asString())
                    .endsWith("db/versions/" + json.get("revision").asString() + "_x.sql");
        }

        @Test
        void takesEachOption() {
            project.run("revision", "--rev-id", "a1", "--branch-label", "shop");
            project.run("revision", "--rev-id", "b1", "--head", "base");
            project.run("revision", "--rev-id", "a2", "--head", "shop@head");

            Result result = project.run(
                    "revision",
                    "--message=x",
                    "--rev-id=a3",
                    "--head=a1",
                    "--splice",
                    "--branch-label=l1",
                    "--branch-label=l2",
                    "--depends-on=b1",
                    "--depends-on=a2",
                    "--format=SQL",
                    "--version-path",
                    folder.resolve("db/versions").toString());

            assertThat(result.status()).as(result.all()).isZero();
            assertThat(project.read("db/versions/a3_x.sql"))
                    .startsWith("-- revision: a3\n-- down_revision: a1\n-- branch_labels: l1, l2\n"
                            + "-- depends_on: b1, a2\n-- message: x\n");
        }

        @Test
        void withSeveralHeadsSaysWhatToDo() {
            id("revision", "--output=json");
            id("revision", "--head=base", "--output=json");

            Result result = project.run("revision", "-m", "x");

            assertThat(result.status()).isEqualTo(1);
            assertThat(result.err())
                    .contains("--head")
                    .contains("\"merge heads\"")
                    .contains("Type: multiple_heads");
        }

        @ParameterizedTest
        @ValueSource(strings = {"--autogenerate", "--sql", "--format=xml", "--frmat=sql", "stray"})
        void refusesWhatItDoesNotKnow(String argument) {
            assertThat(project.run("revision", argument).status()).isEqualTo(2);
            assertThat(folder.resolve("db/versions")).isEmptyDirectory();
        }

        @Test
        void showsWhatHooksPrintOnTheErrorStream() {
            project.configure("reflux:\n  script-location: db\n  post-write-hooks: ['sh -c \"echo formatted\"']\n");

            Result result = project.run("revision", "--output", "json");

            assertThat(result.json().get("command").asString()).isEqualTo("revision");
            assertThat(result.err()).isEqualTo("formatted\n");
            assertThat(project.run("-q", "revision").all()).isEmpty();
        }

        @Test
        void withAFailingHookFailsAndSaysThatTheFileIsThere() {
            project.configure("reflux:\n  script-location: db\n  post-write-hooks: ['false']\n");

            Result result = project.run("revision", "--rev-id", "a1", "--output=json");

            assertThat(result.status()).isEqualTo(2);
            assertThat(result.errorType()).isEqualTo("config_error");
            assertThat(result.json().get("error").get("file").asString()).endsWith("a1.sql");
            assertThat(folder.resolve("db/versions/a1.sql")).exists();
        }

        @Test
        void isStoppedInAHookByASignal() throws Exception {
            project.configure("reflux:\n  script-location: db\n" + "  post-write-hooks: ['sh -c \"echo $$ > "
                    + folder.resolve("pid") + "; sleep 300\"']\n");
            Process process = project.start(Map.of(), "revision", "--rev-id", "a1");
            while (!Files.exists(folder.resolve("pid")) || project.read("pid").isBlank()) {
                assertThat(process.isAlive()).isTrue();
                TimeUnit.MILLISECONDS.sleep(50);
            }
            long hook = Long.parseLong(project.read("pid").strip());

            process.destroy();
            Result result = project.finish(process);

            assertThat(result.status()).isEqualTo(143);
            assertThat(result.err()).contains("was stopped.").contains("Type: cancelled");
            assertThat(ProcessHandle.of(hook).filter(ProcessHandle::isAlive)).isEmpty();
        }
    }

    @Nested
    class Merge {

        @Test
        void joinsTheHeads() {
            String a = id("revision", "--output=json");
            String b = id("revision", "--head=base", "--output=json");

            String m = id("merge", "heads", "--output=json", "--branch-label", "all");

            JsonNode merged = project.run("show", m, "--output=json")
                    .json()
                    .get("revisions")
                    .get(0);
            assertThat(merged.get("down_revision").valueStream().map(JsonNode::asString))
                    .containsExactlyInAnyOrder(a, b);
            assertThat(merged.get("message").asString())
                    .startsWith("merge ")
                    .contains(a)
                    .contains(b);
            assertThat(merged.get("branch_labels").get(0).asString()).isEqualTo("all");
            Result again = project.run("merge", "heads");
            assertThat(again.status()).isEqualTo(2);
            assertThat(again.err()).contains("only " + m).contains("Type: usage_error");
        }

        @Test
        void needsToBeToldWhat() {
            assertThat(project.run("merge").status()).isEqualTo(2);
        }
    }

    @Nested
    class Edit {

        private Result edit(String editor, String... arguments) {
            return project.finish(project.start(Map.of("VISUAL", editor, "EDITOR", "false"), arguments));
        }

        @BeforeEach
        void revisions() {
            project.revisions().chain(2);
        }

        @Test
        void opensTheFileAndReadsItAgain() {
            Result result = edit("sed -i 's/make r1/create it/'", "edit", "r1");

            assertThat(result.status()).as(result.all()).isZero();
            assertThat(result.out()).isEqualTo("Edited " + folder.resolve("db/versions/r1.sql") + " (revision r1)\n");
            assertThat(project.read("db/versions/r1.sql")).contains("-- message: create it\n");
        }

        @Test
        void keepsWhatTheEditorPrintsFromTheDocument() {
            Result result = edit("sh -c 'echo hello; cat \"$1\"' sh", "edit", "head", "--output", "json");

            assertThat(result.json().get("command").asString()).isEqualTo("edit");
            assertThat(result.json().get("revision").asString()).isEqualTo("r2");
            assertThat(result.err()).startsWith("hello\n-- revision: r2\n");
        }

        @Test
        void reportsAFileThatIsBrokenAfterwardsAndKeepsIt() {
            Result result = edit("sed -i 's/^-- revision/-- revison/'", "edit", "r1");

            assertThat(result.status()).isEqualTo(1);
            assertThat(result.err()).contains("r1.sql:1").contains("Type: invalid_revision_file");
            assertThat(project.read("db/versions/r1.sql")).startsWith("-- revison: r1\n");
        }

        @Test
        void reportsAFileThatIsGoneAfterwards() {
            JsonNode error = edit("rm", "edit", "r2", "--output=json").json().get("error");

            assertThat(error.get("type").asString()).isEqualTo("invalid_revision_file");
            assertThat(error.get("message").asString()).contains("r2.sql is no revision any more");
            assertThat(error.get("file").asString()).endsWith("r2.sql");
        }

        @Test
        void reportsAParentThatIsGoneAfterwards() {
            Result result = edit("sed -i 's/down_revision: r1/down_revision: r0/'", "edit", "r2");

            assertThat(result.status()).isEqualTo(1);
            assertThat(result.err()).contains("Type: missing_revision");
        }

        @Test
        void tellsTheIdThatTheFileHasAfterwards() {
            assertThat(edit("sed -i 's/^-- revision: r2/-- revision: r3/'", "edit", "r2", "--output=json")
                            .json()
                            .get("revision")
                            .asString())
                    .isEqualTo("r3");
        }

        @Test
        void reportsAnEditorThatFailsOrIsNotThere() {
            assertThat(edit("sh -c 'exit 7'", "edit", "r1").err())
                    .contains("ended with exit status 7")
                    .contains("Type: config_error");
            assertThat(edit("false", "edit", "r1", "--output=json")
                            .json()
                            .get("error")
                            .get("file")
                            .asString())
                    .endsWith("r1.sql");
            Result missing = edit("no-such-editor", "edit", "r1");
            assertThat(missing.status()).isEqualTo(2);
            assertThat(missing.err()).contains("\"no-such-editor\" could not be started");
        }

        @Test
        void leavesTheInterruptKeyToTheEditor() {
            Result result = edit("sh -c 'kill -INT $PPID; sleep 1'", "edit", "r1");

            assertThat(result.status()).as(result.all()).isZero();
            assertThat(result.err()).isEmpty();
        }

        @Test
        void endsTheEditorWhenItIsTerminated() {
            Result result = edit("sh -c 'kill -TERM $PPID; sleep 300'", "edit", "r1");

            assertThat(result.status()).isEqualTo(143);
            assertThat(result.err()).contains("The editor was stopped.");
        }

        @Test
        void needsExactlyOneRevision() {
            project.run("revision", "--head=base", "--rev-id=b1");

            assertThat(edit("true", "edit", "heads").err()).contains("Type: multiple_heads");
            assertThat(edit("true", "edit", "base").err()).contains("Type: usage_error");
            assertThat(edit("true", "edit", "nothing").err()).contains("Type: not_found");
        }

        @Test
        void ofCurrentAsksTheDatabase() {
            assertThat(edit("true", "edit", "current").err()).contains("url").contains("Type: config_error");
        }
    }
}
