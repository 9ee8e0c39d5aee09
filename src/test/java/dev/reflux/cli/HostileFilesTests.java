package dev.reflux.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflux.cli.CliProject.Result;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that somebody has prepared to exhaust, to hang or to lead astray whoever reads them. */
@Timeout(120)
class HostileFilesTests {

    @TempDir
    Path folder;

    private CliProject project;

    @BeforeEach
    void project() {
        project = CliProject.in(folder);
    }

    private Path versions() {
        return folder.resolve("db/versions");
    }

    private void assertRefused(String type, String... said) {
        Result result = project.run("upgrade", "head", "--sql");

        assertThat(result.err()).contains("Type: " + type).contains(said).doesNotContain("\tat ");
        assertThat(result.out()).doesNotContain("SELECT");
        assertThat(result.status()).isEqualTo(type.equals("config_error") ? 2 : 1);
    }

    private static void fill(Path file, String head, String text, long characters, String end) throws IOException {
        String piece = text.repeat(Math.max(1, 8192 / text.length()));
        try (Writer out = Files.newBufferedWriter(file)) {
            out.write(head);
            for (long written = 0; written < characters; written += piece.length()) {
                out.write(piece);
            }
            out.write(end);
        }
    }

    @Test
    void pipesAndDevicesAreNotWaitedFor() throws Exception {
        new ProcessBuilder("mkfifo", versions().resolve("a.sql").toString())
                .start()
                .waitFor();
        assertRefused("invalid_revision_file", "db/versions/a.sql", "is a pipe, a device or the like");

        Files.delete(versions().resolve("a.sql"));
        Files.createSymbolicLink(versions().resolve("a.sql"), Path.of("/dev/zero"));
        assertRefused("config_error", "db/versions/a.sql", "is a link to /dev/zero");

        Files.delete(versions().resolve("a.sql"));
        Files.createDirectory(versions().resolve("a.sql"));
        assertRefused("invalid_revision_file", "db/versions/a.sql", "is a folder");
    }

    @Test
    void linksToSecretsAreNotShown() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret.sql"), "tr0ub4dor SELECT");
        Files.createSymbolicLink(versions().resolve("a.sql"), secret);

        assertRefused("config_error", "is a link to " + secret.toRealPath());
        assertThat(project.run("history").all()).doesNotContain("tr0ub4dor");
    }

    @ParameterizedTest
    @CsvSource({"a.yaml, 16", "A.java, 1"})
    void filesThatAreReadWholeHaveALimit(String name, int limit) throws IOException {
        fill(versions().resolve(name), "# ", "//x", (limit + 1) << 20, "\n");

        assertRefused("invalid_revision_file", "db/versions/" + name + " is larger than " + limit + " Mi characters");
    }

    @Test
    void aCompilerThatCrashesShowsNoStackTrace() throws IOException {
        Files.writeString(
                versions().resolve("A.java"),
                "import dev.reflux.migration.*;\n@Revision(id = \"a1\")\npublic final class A implements Migration {\n"
                        + "    public void upgrade(Operations op) {\n        op.execute(" + "(".repeat(100_000)
                        + ");\n    }\n}\n");

        Result result = project.run("upgrade", "head", "--sql");

        assertThat(result.all())
                .contains("StackOverflowError", "invalid_revision_file")
                .doesNotContain("\tat ");
        assertThat(result.status()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"'[', nested deeper than 50 levels", "'[]\n', larger than 1 MiB", "'--- {a: b}\n', larger than 1 MiB"})
    void aConfigurationHasLimits(String text, String said) throws IOException {
        fill(project.config(), "reflux: ", text, text.equals("[") ? 1000 : 100 << 20, "");

        assertRefused("config_error", said);
    }

    /** In as little memory as no default is, so that a file that is held as a whole could not pass. */
    @ParameterizedTest
    @CsvSource({
        "'-- a line of the head\n', '\n-- +upgrade\nSELECT 1;\n'",
        "'\n-- +upgrade\n', 'SELECT 1;\n'",
    })
    void aLargeScriptIsReadInPieces(String before, String rest) throws IOException {
        boolean head = before.startsWith("--");
        fill(
                versions().resolve("a.sql"),
                "-- revision: a1\n" + (head ? "" : before + "CREATE TABLE t (a text);\nCOPY t FROM stdin;\n"),
                head ? before : "a row of a table\n",
                48 << 20,
                head ? rest : "\\.\n" + rest);

        Result result =
                project.finish(project.start(Map.of("JAVA_TOOL_OPTIONS", "-Xmx32m"), "upgrade", "head", "--sql"));

        assertThat(result.err()).doesNotContain("error:");
        assertThat(result.status()).isZero();
    }

    @Test
    void tooLittleMemoryIsSaidToBeThat() throws IOException {
        fill(versions().resolve("a.sql"), "-- revision: a1\n-- +upgrade\nSELECT '", "x", 32 << 20, "';\n");

        Result result =
                project.finish(project.start(Map.of("JAVA_TOOL_OPTIONS", "-Xmx32m"), "upgrade", "head", "--sql"));

        assertThat(result.err()).contains("OutOfMemoryError", "-Xmx2g");
        assertThat(result.status()).isEqualTo(1);
    }

    @Test
    void javaSourceIsRefusedEverywhereWhereItIsSwitchedOff() throws IOException {
        project.configure("reflux:\n  script-location: db\n  compile-java: false\n");
        Path helper = Files.writeString(versions().resolve("Helper.java"), "class Helper {}");
        assertRefused("config_error", "Helper.java", "compile-java is false");

        Files.delete(helper);
        Path environment = Files.writeString(folder.resolve("db/Environment.java"), "class Environment {}");
        assertRefused("config_error", "Environment.java", "compile-java is false");

        Files.delete(environment);
        project.configure("reflux:\n  script-location: db\n  compile-java: false\n"
                + "  version-locations: ['classpath:dev/reflux/cli/sources']\n");
        assertRefused("config_error", "dev/reflux/cli/sources/OnClassPath.java", "compile-java is false");
    }
}
