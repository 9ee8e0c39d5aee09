package dev.reflux.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflux.cli.CliProject.Result;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Everything that needs no database. */
class OfflineTests {

    @TempDir
    Path folder;

    private CliProject project;

    @BeforeEach
    void project() {
        project = CliProject.in(folder);
        project.revisions().chain(3);
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asString).toList();
    }

    @Nested
    class Scripts {

        @Test
        void areAllThatStandsOnStandardOutput() {
            Result result = project.run("upgrade", "head", "--sql");

            assertThat(result.status()).isZero();
            assertThat(result.out()).startsWith("-- Reflux ").endsWith("COMMIT;\n\n");
            assertThat(result.out()).contains("-- Running upgrade r1 -> r2, make r2", "CREATE TABLE t3", "DO $reflux$");
            assertThat(result.err()).startsWith("Wrote the script of the upgrade from base to r3: 3 revisions in ");
        }

        @Test
        void mindNoFaultInARevisionThatTheyDoNotHold() {
            project.revisions().write("r4", "-- +upgrade\nSELECT 'open;\n");

            assertThat(project.run("upgrade", "r3", "--sql").status()).isZero();
            assertThat(project.run("upgrade", "r3", "--dry-run", "--from", "r1").status())
                    .isZero();
            assertThat(project.run("upgrade", "r4", "--sql", "--output=json").errorType())
                    .isEqualTo("invalid_revision_file");
        }

        @Test
        void haveNoGuardsWhereTheyAreNotWanted() {
            assertThat(project.run("upgrade", "r1:r2", "--sql", "--no-guard").out())
                    .contains("CREATE TABLE t2")
                    .doesNotContain("DO $reflux$")
                    .doesNotContain("CREATE TABLE t1");
        }

        @Test
        void areInUtf8WhateverTheStreamIsMadeFor() {
            project.revisions().add("r4", "COMMENT ON TABLE t1 IS 'größe';", "");
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            PrintStream ascii = new PrintStream(out, false, StandardCharsets.US_ASCII);

            RefluxCli.run(
                    new String[] {"-c", project.config().toString(), "-q", "upgrade", "r3:r4", "--sql"}, ascii, ascii);

            assertThat(out.toString(StandardCharsets.UTF_8)).contains("IS 'größe';");
        }

        @Test
        void areInTheDocumentInJson() {
            Result result = project.run("downgrade", "r3:r1", "--sql", "--output", "json");

            JsonNode json = result.json();
            assertThat(result.status()).isZero();
            assertThat(json.get("command").asString()).isEqualTo("downgrade");
            assertThat(json.get("mode").asString()).isEqualTo("offline");
            assertThat(texts(json.get("from"))).containsExactly("r3");
            assertThat(texts(json.get("to"))).containsExactly("r1");
            assertThat(json.get("script").asString()).contains("DROP TABLE t3;", "DROP TABLE t2;");
            assertThat(json.get("elapsed_ms").isNumber()).isTrue();
            JsonNode step = json.get("steps").get(0);
            assertThat(step.propertyNames())
                    .containsExactly(
                            "direction",
                            "revision",
                            "down_revision",
                            "message",
                            "version_ops",
                            "heads_after",
                            "transaction",
                            "statements");
            assertThat(step.get("direction").asString()).isEqualTo("downgrade");
            assertThat(step.get("revision").asString()).isEqualTo("r3");
            assertThat(texts(step.get("version_ops").get(0).get("update"))).containsExactly("r3", "r2");
            assertThat(texts(step.get("heads_after"))).containsExactly("r2");
        }

        @Test
        void areWrittenWhereTheModeIsOffline() {
            project.configure("reflux: {script-location: db, mode: offline}\n");

            assertThat(project.run("upgrade", "head").out()).contains("CREATE TABLE t3");
            assertThat(project.run("ensure-version").out()).contains("CREATE TABLE IF NOT EXISTS reflux_version");
        }

        @Test
        void ofAStampMayHaveSeveralTargetsAndStartingHeads() {
            Result result = project.run("stamp", "r2", "--sql", "--from", "r1", "--output", "json");

            assertThat(texts(result.json().get("to"))).containsExactly("r2");
            assertThat(result.json().get("script").asString()).contains("SET version_num = 'r2'");
        }

        @Test
        void thatDoNotFitIntoTheStreamAreAFailure() {
            OutputStream full = new OutputStream() {
                @Override
                public void write(int octet) throws IOException {
                    throw new IOException("No space left on device");
                }
            };
            ByteArrayOutputStream err = new ByteArrayOutputStream();

            int status = RefluxCli.run(
                    new String[] {"-c", project.config().toString(), "upgrade", "head", "--sql"},
                    new PrintStream(full),
                    new PrintStream(err, true, StandardCharsets.UTF_8));

            assertThat(status).isEqualTo(1);
            assertThat(err.toString(StandardCharsets.UTF_8)).contains("incomplete");
        }

        @Test
        void ofEnsureVersionAreInTheDocumentInJson() {
            assertThat(project.run("ensure-version", "--sql", "--output", "json")
                            .json()
                            .get("script")
                            .asString())
                    .contains("reflux_history");
        }
    }

    @Nested
    class DryRuns {

        @Test
        void areMarkedAsSuchAndNumberTheTransactions() {
            project.configure("reflux: {script-location: db, transaction: revision}\n");

            Result result = project.run("upgrade", "head", "--dry-run", "--from", "r1");

            assertThat(result.out().lines())
                    .containsExactly(
                            "Dry run: nothing is changed.",
                            "  1/2  upgrade  r1 -> r2  make r2  transaction 1",
                            "  2/2  upgrade  r2 -> r3  make r3  transaction 2",
                            "Would upgrade from r1 to r3: 2 revisions in 2 transactions");
        }

        @Test
        void haveNeitherTimesNorStatementsInJson() {
            JsonNode json = project.run("upgrade", "head", "--dry-run", "--from", "base", "--output", "json")
                    .json();

            assertThat(json.propertyNames()).containsExactly("command", "mode", "from", "to", "steps");
            assertThat(json.get("steps").get(0).propertyNames()).doesNotContain("statements", "elapsed_ms");
            assertThat(json.get("steps").get(2).get("transaction").asInt()).isEqualTo(1);
        }

        @ParameterizedTest
        @ValueSource(strings = {"head", "heads", "current", "r1,head"})
        void fromATargetThatIsNoPlaceAreRefused(String from) {
            Result result = project.run("upgrade", "head", "--dry-run", "--from", from);

            assertThat(result.status()).isEqualTo(2);
            assertThat(result.err())
                    .contains("error: --from takes the full ids of revisions between commas, or 'base'");
        }

        @Test
        void ofARunWithNothingToDoSaySo() {
            assertThat(project.run("upgrade", "head", "--dry-run", "--from", "r3")
                            .out())
                    .contains("Nothing to do: already at r3");
        }
    }

    @Nested
    class Listings {

        @Test
        void ofTheHistoryAreAsAlembicsNewestFirst() {
            assertThat(project.run("history").out().lines())
                    .containsExactly("r2 -> r3 (head), make r3", "r1 -> r2, make r2", "<base> -> r1, make r1");
        }

        @Test
        void ofTheHistoryMarkGivenHeads() {
            assertThat(project.run("history", "-r", "r1:r2", "-i", "--from", "r2")
                            .out()
                            .lines())
                    .containsExactly("r1 -> r2 (current), make r2", "<base> -> r1, make r1");
        }

        @Test
        void inTheLongFormNameTheFile() {
            String longForm = project.run("history", "-v").out();

            assertThat(longForm)
                    .contains("Rev: r3 (head)\nParent: r2\nPath: ", "r3.sql\n", "\n    make r3\n", "Parent: <base>");
            assertThat(project.run("show", "r3").out()).isNotEmpty().isSubstringOf(longForm);
        }

        @Test
        void tellAHeadThatAnotherRevisionDependsOnFromOneThatNothingFollows() {
            project.revisions()
                    .text(
                            "d1.sql",
                            "-- revision: d1\n-- depends_on: r3\n-- message: depends\n-- +upgrade\nSELECT 1;\n");

            assertThat(project.run("heads").out().lines())
                    .containsExactlyInAnyOrder("d1 (head), depends", "r3 (effective head), make r3");
            assertThat(project.run("heads", "--resolve-dependencies").out().lines())
                    .containsExactly("d1 (head), depends");
        }

        @Test
        void inJsonHoldEveryPropertyOfTheContract() {
            JsonNode json = project.run("heads", "--output", "json").json();

            assertThat(json.get("command").asString()).isEqualTo("heads");
            assertThat(json.get("revisions").get(0).propertyNames())
                    .containsExactly(
                            "revision",
                            "down_revision",
                            "depends_on",
                            "branch_labels",
                            "effective_labels",
                            "message",
                            "created",
                            "is_head",
                            "is_effective_head",
                            "is_base",
                            "is_branch_point",
                            "is_merge_point",
                            "file");
        }

        @Test
        void ofGivenHeadsTellWhetherTheyAreTheHeads() {
            Result behind = project.run("current", "--from", "r2", "--check-heads", "--output", "json");
            Result reached = project.run("current", "--from", "r3", "--check-heads", "--output", "json");

            assertThat(behind.status()).isEqualTo(3);
            assertThat(behind.json().get("at_head").asBoolean()).isFalse();
            assertThat(behind.json().get("revisions").get(0).get("is_current").asBoolean())
                    .isTrue();
            assertThat(reached.status()).isZero();
            assertThat(reached.json().get("at_head").asBoolean()).isTrue();
            assertThat(reached.json().get("unfinished").isEmpty()).isTrue();
        }

        @Test
        void ofNoHeadsAreEmpty() {
            Result result = project.run("current", "--from", "base");

            assertThat(result.out()).isEmpty();
            assertThat(result.err()).contains("No revision is applied.");
        }
    }

    @Nested
    class Failures {

        @Test
        void ofTheGraphHaveTheirTypeAndStatusOne() {
            Result result = project.run("upgrade", "nowhere", "--sql", "--output", "json");

            assertThat(result.status()).isEqualTo(1);
            assertThat(result.errorType()).isEqualTo("not_found");
            assertThat(project.run("upgrade", "nowhere", "--sql").err())
                    .startsWith("error: ")
                    .contains("\n  Type: not_found\n");
        }

        @Test
        void ofARevisionFileHaveFileAndLine() {
            project.revisions().write("r4", "-- +upgrade\nSELECT 1;\nCOMMIT;\n");

            JsonNode error = project.run("upgrade", "head", "--sql", "--output", "json")
                    .json()
                    .get("error");

            assertThat(error.get("type").asString()).isEqualTo("invalid_revision_file");
            assertThat(error.get("file").asString()).endsWith("r4.sql");
            assertThat(error.get("line").asInt()).isEqualTo(7);
        }

        @Test
        void showAStackTraceOnlyWhenAsked() {
            assertThat(project.run("show", "nowhere").err()).doesNotContain("\tat ");
            assertThat(project.run("show", "nowhere", "--stacktrace").err())
                    .contains("RevisionGraphException", "\tat dev.reflux.");
        }
    }

    @Nested
    class InOneProcess {

        @Test
        void outputHasNoColoursWithoutATerminal() {
            String all = project.run("upgrade", "head", "--dry-run", "--from", "base")
                            .all()
                    + project.run("history", "-v").all()
                    + project.run("nonsense").all()
                    + CliProject.runAlone("--help").all();

            assertThat(all).isNotEmpty().doesNotContain("\u001b");
        }

        @Test
        void runsMayFollowEachOtherAndOverlap() {
            String once = project.run("history").out();

            List<CompletableFuture<Result>> runs = IntStream.range(0, 8)
                    .mapToObj(run -> CompletableFuture.supplyAsync(() -> project.run("history")))
                    .toList();

            assertThat(runs).allSatisfy(run -> assertThat(run.join().out()).isEqualTo(once));
        }

        @Test
        void anInterruptedThreadEndsTheRunAndStaysInterrupted() {
            project.revisions().add("r4", "SELECT '" + "x".repeat(100_000) + "';", "");
            ByteArrayOutputStream err = new ByteArrayOutputStream();

            int status = RefluxCli.run(
                    new String[] {"-c", project.config().toString(), "upgrade", "head", "--sql"},
                    new PrintStream(new StalledPipe(Thread.currentThread())),
                    new PrintStream(err, true, StandardCharsets.UTF_8));

            assertThat(Thread.interrupted()).isTrue();
            assertThat(status).isEqualTo(130);
            assertThat(err.toString(StandardCharsets.UTF_8))
                    .startsWith("error: The run was cancelled: its thread was interrupted.");
        }

        @Test
        void quietRunsSayNothingOfTheirProgress() {
            assertThat(project.run("-q", "upgrade", "head", "--sql").err()).isEmpty();
        }
    }

    /** Nobody reads it, and the thread that waits for the run is interrupted once it is written to. */
    private static final class StalledPipe extends OutputStream {

        private final Thread waiting;
        private final AtomicBoolean stalled = new AtomicBoolean();

        StalledPipe(Thread waiting) {
            this.waiting = waiting;
        }

        @Override
        public void write(int octet) throws IOException {
            if (stalled.compareAndSet(false, true)) {
                waiting.interrupt();
            }
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                throw new InterruptedIOException();
            }
        }
    }
}
