package dev.reflux.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflux.HistoryQuery;
import dev.reflux.PicturedHistory;
import dev.reflux.Reflux;
import dev.reflux.cli.CliProject.Result;
import dev.reflux.drawing.GraphSymbols;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The graph on the command line, as far as it needs no database. */
class GraphTests {

    @TempDir
    private Path folder;

    private CliProject project;

    /** A diamond with a label and a tree beside it that depends on it. */
    @BeforeEach
    void project() {
        project = CliProject.in(folder);
        revision("r1", "");
        revision("r2", "-- down_revision: r1\n-- branch_labels: shop\n");
        revision("r3", "-- down_revision: r1\n");
        revision("r4", "-- down_revision: r2, r3\n");
        revision("s1", "-- depends_on: r2\n");
    }

    private void revision(String id, String edges) {
        project.revisions()
                .text(
                        id + ".sql",
                        "-- revision: " + id + "\n" + edges + "-- message: make " + id + "\n-- +upgrade\nSELECT 1;\n");
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asString).toList();
    }

    @Nested
    class Graph {

        @Test
        void isTextUnlessAskedOtherwise() {
            assertThat(project.run("graph").out().lines())
                    .containsExactly(
                            "●  r4 (head), make r4",
                            "├─╮",
                            "│ ●  r3, make r3",
                            "│ │ ●  s1 (head) (depends on r2), make s1",
                            "● │  r2 (shop), make r2",
                            "├─╯",
                            "●  r1, make r1");
        }

        @Test
        void showsWhatGivenHeadsHaveApplied() {
            assertThat(project.run("graph", "--from", "r2").out().lines())
                    .containsExactly(
                            "○  r4 (head), make r4",
                            "├─╮",
                            "│ ○  r3, make r3",
                            "│ │ ○  s1 (head) (depends on r2), make s1",
                            "◉ │  r2 (shop) (current), make r2",
                            "├─╯",
                            "●  r1, make r1");
        }

        @Test
        void marksTheHeadOfABranchThatARowImplies() {
            assertThat(project.run("graph", "--from", "s1").out())
                    .contains("◉  s1 (head) (current)", "◉ │  r2 (shop) (current)", "│ ○  r3");
        }

        @Test
        void ofARangeEndsWhereItLeavesIt() {
            assertThat(project.run("graph", "-r", "r2:r4").out().lines())
                    .containsExactly("●  r4 (head), make r4", "├─╮", "│ ┆", "●  r2 (shop), make r2", "┆");
        }

        @Test
        void isUtf8WhateverTheStreamIsMadeFor() {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            PrintStream ascii = new PrintStream(out, false, StandardCharsets.US_ASCII);

            RefluxCli.run(new String[] {"-c", project.config().toString(), "graph"}, ascii, ascii);

            assertThat(out.toString(StandardCharsets.UTF_8)).contains("├─╯\n●  r1, make r1\n");
        }

        @Test
        void isMermaidOrDotWhenAsked() {
            assertThat(project.run("graph", "--format", "mermaid").out())
                    .startsWith("flowchart BT\n")
                    .contains("[\"r4 (head)<br/>make r4\"]", " -.-> ");
            assertThat(project.run("graph", "--format", "DOT").out()).startsWith("digraph reflux {\n");
        }

        @Test
        void isSvgOrAPageWithTheStatementsWhenAsked() {
            project.revisions()
                    .text(
                            "t1.sql",
                            "-- revision: t1\n-- +upgrade\n-- why\nCREATE TABLE \"<x>\" ();\n-- +downgrade\nDROP TABLE"
                                    + " \"<x>\";\n");

            String svg = project.run("graph", "--format", "svg").out();
            String html = project.run("graph", "--format", "html").out();

            assertThat(svg).contains("<svg", "make r4", "</svg>").doesNotContain("CREATE TABLE", "why");
            assertThat(html).startsWith("<!").contains("make r4", "-- why", "CREATE TABLE ", "DROP TABLE ");
        }

        @Test
        void goesIntoAFileAndThenNotToStandardOutput() {
            Path file = folder.resolve("graph.mmd");

            Result result = project.run("graph", "--format", "mermaid", "-o", file.toString());

            assertThat(result.status()).isZero();
            assertThat(result.out()).isEmpty();
            assertThat(result.err()).isEqualTo("Wrote the graph as mermaid to " + file + ".\n");
            assertThat(project.read("graph.mmd"))
                    .isEqualTo(project.run("graph", "--format", "mermaid").out());
            assertThat(project.run("-q", "graph", "-o", file.toString()).all()).isEmpty();
            assertThat(project.read("graph.mmd")).startsWith("●  r4");
        }

        @Test
        void isADocumentInJson() {
            JsonNode inline = project.run("graph", "--output", "json").json();
            JsonNode written = project.run(
                            "graph",
                            "--output",
                            "json",
                            "--format",
                            "dot",
                            "-o",
                            folder.resolve("g.dot").toString())
                    .json();

            assertThat(inline.propertyNames()).containsExactly("command", "format", "graph");
            assertThat(inline.get("format").asString()).isEqualTo("text");
            assertThat(inline.get("graph").asString())
                    .isEqualTo(project.run("graph").out());
            assertThat(written.propertyNames()).containsExactly("command", "format", "file");
            assertThat(written.get("file").asString()).endsWith("g.dot");
        }

        @Test
        void inAFolderThatIsMissingIsAUsageErrorAndWritesNothing() {
            Result result =
                    project.run("graph", "-o", folder.resolve("no/g.txt").toString());

            assertThat(result.status()).isEqualTo(2);
            assertThat(result.err()).contains("does not exist. Create it", "Type: usage_error");
        }

        @Test
        void inAFormatThatDoesNotExistNamesThoseThatDo() {
            Result result = project.run("graph", "--format", "png");

            assertThat(result.status()).isEqualTo(2);
            assertThat(result.err()).contains("expected one of text, mermaid, dot, svg, html but was 'png'");
        }

        @Test
        void ofHeadsThatNoFileKnowsIsRefused() {
            Result result = project.run("graph", "--from", "r2,later");

            assertThat(result.status()).isEqualTo(1);
            assertThat(result.err()).contains("'later'", "Type: database_ahead");
        }

        @ParameterizedTest
        @CsvSource({"text, did not take the whole drawing", "json, could not be written whole"})
        void thatStandardOutputDoesNotTakeIsAFailureOnTheErrorStream(String output, String message) {
            OutputStream full = new OutputStream() {
                @Override
                public void write(int octet) throws IOException {
                    throw new IOException("No space left on device");
                }
            };
            ByteArrayOutputStream err = new ByteArrayOutputStream();

            int status = RefluxCli.run(
                    new String[] {"-c", project.config().toString(), "graph", "--output", output},
                    new PrintStream(full),
                    new PrintStream(err, true, StandardCharsets.UTF_8));

            assertThat(status).isEqualTo(1);
            assertThat(err.toString(StandardCharsets.UTF_8)).contains(message, "Type: internal_error");
        }

        @Test
        void intoAMinusSignGoesToStandardOutput() {
            assertThat(project.run("graph", "-o", "-").out())
                    .isEqualTo(project.run("graph").out())
                    .isNotEmpty();
        }

        @ParameterizedTest
        @ValueSource(strings = {"graph -i", "history -i --graph", "history -r r1:current --graph"})
        void ofBrokenFilesIsRefusedBeforeTheDatabaseIsAsked(String command) {
            project.configure("reflux: {script-location: db, url: 'r2dbc:postgresql://127.0.0.1:1/nowhere'}\n");
            revision("r5", "-- down_revision: gone\n");

            Result result = project.run(command.split(" ", -1));

            assertThat(result.err()).contains("Type: missing_revision");
        }
    }

    @Nested
    class History {

        private List<String> drawn(Style style, GraphSymbols symbols, boolean verbose, HistoryQuery query) {
            PicturedHistory history = Reflux.builder()
                    .url("r2dbc:postgresql://127.0.0.1:1/nowhere")
                    .locations(project.revisions().location())
                    .build()
                    .pictured(query)
                    .block();
            return new HistoryDrawing(style, symbols).lines(history, verbose);
        }

        @Test
        void hasLinesInPlaceOfParents() {
            HistoryQuery query = HistoryQuery.ALL.from(List.of("r2"));

            assertThat(drawn(Style.PLAIN, GraphSymbols.UNICODE, false, query))
                    .containsExactly(
                            "○  r4 (head) (mergepoint), make r4",
                            "├─╮",
                            "│ ○  r3, make r3",
                            "│ │ ○  s1 (head) (depends on r2), make s1",
                            "◉ │  r2 (shop) (current), make r2",
                            "├─╯",
                            "●  r1 (branchpoint), make r1");
        }

        @Test
        void inTheLongFormGoesOnBesideTheLanes() {
            assertThat(drawn(Style.PLAIN, GraphSymbols.ASCII, true, HistoryQuery.ALL.range("r1:r4")))
                    .filteredOn(line -> !line.contains("Path: "))
                    .containsExactly(
                            "*  Rev: r4 (head) (mergepoint)",
                            "|  Merges: r2, r3",
                            "|  Branch names: shop",
                            "|",
                            "|      make r4",
                            "|",
                            "+-.",
                            "* |  Rev: r2 (shop)",
                            "| |  Parent: r1",
                            "| |  Branch names: shop",
                            "| |",
                            "| |      make r2",
                            "| |",
                            "| *  Rev: r3",
                            "| |  Parent: r1",
                            "| |",
                            "| |      make r3",
                            "| |",
                            "+-'",
                            "*  Rev: r1 (branchpoint)",
                            "   Parent: <base>",
                            "   Branches into: r2, r3",
                            "",
                            "       make r1",
                            "");
        }

        @Test
        void hasColoursForLanesMarksAndIds() {
            List<String> lines =
                    drawn(new Style(true), GraphSymbols.UNICODE, false, HistoryQuery.ALL.from(List.of("r2")));

            assertThat(lines.get(1)).isEqualTo("\u001b[2m├─╮\u001b[0m");
            assertThat(lines.get(4))
                    .startsWith("\u001b[33m◉\u001b[0m\u001b[2m │\u001b[0m  \u001b[36mr2\u001b[0m (shop) ");
            assertThat(String.join("\n", lines).replaceAll("\u001b\\[[0-9;]*m", ""))
                    .isEqualTo(String.join(
                            "\n",
                            drawn(Style.PLAIN, GraphSymbols.UNICODE, false, HistoryQuery.ALL.from(List.of("r2")))));
        }

        @Test
        void marksWhatItKnowsWhereTheDatabaseIsAhead() {
            assertThat(drawn(Style.PLAIN, GraphSymbols.UNICODE, false, HistoryQuery.ALL.from(List.of("r2", "later"))))
                    .contains("◉ │  r2 (shop) (current), make r2", "●  r1 (branchpoint), make r1");
        }

        @Test
        void isTheSameDocumentWithLinesAsWithout() {
            List<String> plain = List.of("history", "--output", "json", "--from", "r2");
            String[] drawn = {"history", "--output", "json", "--from", "r2", "--graph", "-v"};

            assertThat(project.run(drawn).out())
                    .isEqualTo(project.run(plain.toArray(String[]::new)).out());
        }

        @Test
        void onACommandLineIsDrawnInWhatTheStreamCanShow() {
            Result result = project.run("history", "--graph", "-r", "r3:r4");

            assertThat(result.out().lines())
                    .isIn(
                            List.of("●  r4 (head) (mergepoint), make r4", "├─╮", "│ ┆", "●  r3, make r3", "┆"),
                            List.of("*  r4 (head) (mergepoint), make r4", "+-.", "| :", "*  r3, make r3", ":"));
        }
    }

    @Nested
    class Branches {

        @Test
        void areShownWithTheirChildren() {
            assertThat(project.run("branches").out()).isEqualTo("r1 (branchpoint)\n   -> r2 (shop)\n   -> r3\n\n");
        }

        @Test
        void inTheLongFormHaveAllOfTheBranchPointAndTheMessagesOfItsChildren() {
            assertThat(project.run("branches", "-v").out())
                    .startsWith("Rev: r1 (branchpoint)\nParent: <base>\nBranches into: r2, r3\nPath: ")
                    .endsWith("\n\n    make r1\n\n   -> r2 (shop), make r2\n   -> r3, make r3\n\n");
        }

        @Test
        void inJsonHaveTheIdsOfTheirChildren() {
            JsonNode json = project.run("branches", "--output", "json").json();

            assertThat(json.get("command").asString()).isEqualTo("branches");
            assertThat(json.get("revisions").size()).isEqualTo(1);
            assertThat(texts(json.get("revisions").get(0).get("children"))).containsExactly("r2", "r3");
            assertThat(json.get("revisions").get(0).get("is_branch_point").asBoolean())
                    .isTrue();
        }

        @Test
        void inTheShowCommandAreNamed() {
            assertThat(project.run("show", "r1").out()).contains("\nBranches into: r2, r3\n");
            assertThat(project.run("show", "r2").out()).doesNotContain("Branches into");
        }
    }
}
