package dev.reflux.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflux.cli.CliProject.Result;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the command line makes of its arguments. */
class ArgumentsTests {

    private static final List<String> COMMANDS = List.of(
            "init",
            "revision",
            "merge",
            "upgrade",
            "downgrade",
            "stamp",
            "current",
            "history",
            "heads",
            "branches",
            "show",
            "edit",
            "graph",
            "ensure-version",
            "log",
            "verify");

    @TempDir
    Path folder;

    private CliProject project;

    @BeforeEach
    void project() {
        project = CliProject.in(folder);
        project.revisions().chain(3);
    }

    @Nested
    class Help {

        @Test
        void withoutACommandItIsPrintedToTheErrorStream() {
            Result result = CliProject.runAlone();

            assertThat(result.status()).isEqualTo(2);
            assertThat(result.out()).isEmpty();
            assertThat(result.err()).contains("Usage: reflux [GLOBAL OPTIONS] COMMAND [OPTIONS]");
        }

        @Test
        void listsExactlyTheCommands() {
            Result result = CliProject.runAlone("--help");

            assertThat(result.status()).isZero();
            assertThat(result.err()).isEmpty();
            String list = result.out()
                    .substring(result.out().indexOf("Commands:"), result.out().indexOf("Exit status"));
            assertThat(Pattern.compile("(?m)^  ([a-z-]+)  ")
                            .matcher(list)
                            .results()
                            .map((MatchResult match) -> match.group(1)))
                    .containsExactlyElementsOf(COMMANDS);
        }

        @Test
        void ofEachCommandNamesItsSynopsisAndTheGlobalOptions() {
            for (String command : COMMANDS) {
                Result result = CliProject.runAlone(command, "--help");

                assertThat(result.status()).as(command).isZero();
                assertThat(result.out())
                        .startsWith("Usage: reflux " + command + " [OPTIONS]")
                        .containsOnlyOnce("Global options:")
                        .containsOnlyOnce("--stacktrace")
                        .containsOnlyOnce("--url=");
            }
        }

        @ParameterizedTest
        @CsvSource({
            "upgrade, --sql --tag --dry-run --from --no-guard --lock-timeout",
            "downgrade, --sql --tag --dry-run --from --no-guard --lock-timeout",
            "stamp, --sql --purge --dry-run --from",
            "current, --verbose --check-heads --from",
            "history, -r --verbose --indicate-current --from --graph",
            "graph, --format -o -r -i --from",
            "branches, -v",
            "heads, --verbose --resolve-dependencies",
            "ensure-version, --sql",
            "log, --limit"
        })
        void ofACommandNamesItsOptions(String command, String options) {
            assertThat(CliProject.runAlone(command, "--help").out()).contains(options.split(" "));
        }

        @Test
        void isOneDocumentInJson() {
            assertThat(CliProject.runAlone("--output", "json", "--help")
                            .json()
                            .get("help")
                            .asString())
                    .contains("Commands:");
            assertThat(CliProject.runAlone("--output=json", "--version").json().has("version"))
                    .isTrue();
        }
    }

    @Nested
    class WrongUsage {

        @ParameterizedTest
        @CsvSource({
            "upgade, upgrade",
            "histroy, history",
            "dwngrade, downgrade",
        })
        void namesTheNearestCommand(String wrong, String right) {
            Result result = CliProject.runAlone(wrong);

            assertThat(result.status()).isEqualTo(2);
            assertThat(result.err())
                    .startsWith("error: Unknown command '" + wrong + "'. Did you mean " + right + "?"
                            + " See \"reflux --help\".")
                    .contains("Type: usage_error");
        }

        @Test
        void namesTheNearestOptionAndTheCommandsOwnHelp() {
            Result result = project.run("upgrade", "head", "--dryrun");

            assertThat(result.status()).isEqualTo(2);
            assertThat(result.err())
                    .startsWith("error: Unknown option '--dryrun'. Did you mean --dry-run?"
                            + " See \"reflux upgrade --help\".");
        }

        @Test
        void isADocumentInJsonWhereverTheOptionStands() {
            for (String[] arguments : List.of(
                    new String[] {"--output", "json", "upgade"},
                    new String[] {"upgade", "--output=json"},
                    new String[] {"upgrade", "--output", "JSON"})) {
                Result result = CliProject.runAlone(arguments);

                assertThat(result.status()).isEqualTo(2);
                assertThat(result.errorType()).isEqualTo("usage_error");
                assertThat(result.json().get("steps").isEmpty()).isTrue();
                assertThat(result.json().has("heads")).isFalse();
            }
        }

        @Test
        void withoutACommandInJsonIsADocumentToo() {
            Result result = CliProject.runAlone("--output", "json");

            assertThat(result.status()).isEqualTo(2);
            assertThat(result.errorType()).isEqualTo("usage_error");
            assertThat(result.err()).contains("Commands:");
        }

        @ParameterizedTest
        @ValueSource(strings = {"5x", "m", "-1s", "1.5s", "40d", "", "99999999999999999999s"})
        void includesALockTimeoutThatIsNone(String value) {
            Result result = project.run("upgrade", "head", "--lock-timeout=" + value);

            assertThat(result.status()).isEqualTo(2);
            assertThat(result.err()).contains("--lock-timeout").contains("Type: usage_error");
        }

        @ParameterizedTest
        @ValueSource(strings = {"upgrade", "downgrade", "stamp", "show"})
        void includesAMissingTarget(String command) {
            assertThat(project.run(command).status()).isEqualTo(2);
        }

        @Test
        void includesAnOutputThatIsNone() {
            Result result = project.run("--output", "xml", "heads");

            assertThat(result.status()).isEqualTo(2);
            assertThat(result.err()).contains("expected text or json but was 'xml'");
        }

        @Test
        void includesAUrlThatIsNone() {
            Result result = project.run("--url", "postgres://localhost/market", "current");

            assertThat(result.status()).isEqualTo(2);
            assertThat(result.err()).contains("must begin with r2dbc:").contains("Type: usage_error");
        }

        @Test
        void includesStartingHeadsOnAWriteOnline() {
            Result result =
                    project.run("--url", "r2dbc:postgresql://127.0.0.1:1/market", "upgrade", "head", "--from", "r1");

            assertThat(result.status()).isEqualTo(2);
            assertThat(result.err()).contains("--dry-run or --sql").contains("Type: usage_error");
        }

        @Test
        void includesANegativeLimit() {
            assertThat(project.run("log", "--limit", "-1").status()).isEqualTo(2);
        }
    }

    @Nested
    class Targets {

        @Test
        void mayBeginWithASign() {
            assertThat(project.run("downgrade", "-1", "--dry-run", "--from", "r3")
                            .out())
                    .contains("Would downgrade from r3 to r2: 1 revision in 1 transaction");
            assertThat(project.run("upgrade", "+2", "--dry-run", "--from", "r1").out())
                    .contains("Would upgrade from r1 to r3: 2 revisions in 1 transaction");
            assertThat(project.run("history", "-r", "-2:head").status()).isZero();
        }

        @Test
        void withAnAtSignAreNoFilesOfArguments() {
            Path file = project.revisions().text("arguments.txt", "r1");

            Result result = project.run("show", "@" + file, "--output", "json");

            assertThat(result.status()).isNotZero();
            assertThat(result.json().get("error").get("message").asString()).contains("@" + file);
        }
    }

    @Nested
    class GlobalOptions {

        @Test
        void mayStandBeforeOrAfterTheCommand() {
            String file = project.config().toString();

            assertThat(CliProject.runAlone("-c", file, "--output", "json", "heads")
                            .json())
                    .isEqualTo(CliProject.runAlone("heads", "--output", "json", "-c", file)
                            .json());
        }

        @Test
        void verboseLogsDetailsBeforeAndAfterACommandWithoutALongForm() {
            assertThat(project.run("-v", "show", "r1").status()).isZero();
            assertThat(project.run("show", "r1", "-v").status()).isZero();
        }

        @Test
        void placeholdersWinOverTheConfiguredOnes() {
            project.configure("reflux:\n  script-location: db\n  placeholders: {owner: nobody, size: '1'}\n");
            project.revisions().add("r4", "CREATE TABLE ${owner}_t (id char(${size}));", "");

            String script =
                    project.run("-x", "owner=shop", "upgrade", "r3:r4", "--sql").out();

            assertThat(script).contains("CREATE TABLE shop_t (id char(1));");
        }

        @Test
        void nameAnotherSection() {
            project.configure("reflux: {script-location: none}\nother: {script-location: db}\n");

            assertThat(project.run("-n", "other", "heads").out()).startsWith("r3 (head)");
            assertThat(project.run("heads").status()).isEqualTo(2);
        }
    }

    @Nested
    class Configuration {

        @Test
        void thatIsMissingIsAnErrorWhenItWasNamed() {
            Result result = CliProject.runAlone(
                    "--output", "json", "-c", folder.resolve("no.yaml").toString(), "heads");

            assertThat(result.status()).isEqualTo(2);
            assertThat(result.errorType()).isEqualTo("config_error");
        }

        @Test
        void withAnUnknownKeyIsAnErrorWithFileAndLine() {
            project.configure("reflux:\n  script-loction: db\n");

            Result result = project.run("heads", "--output", "json");

            assertThat(result.status()).isEqualTo(2);
            assertThat(result.errorType()).isEqualTo("config_error");
            assertThat(result.json().get("error").get("line").asInt()).isEqualTo(2);
            assertThat(result.json().get("error").get("file").asString())
                    .isEqualTo(project.config().toString());
        }

        @Test
        void withoutADatabaseIsAnErrorOfTheCommandsThatNeedOne() {
            for (String command : List.of("current", "log", "ensure-version")) {
                Result result = project.run(command, "--output", "json");

                assertThat(result.status()).as(command).isEqualTo(2);
                assertThat(result.errorType()).isEqualTo("config_error");
            }
        }
    }
}
