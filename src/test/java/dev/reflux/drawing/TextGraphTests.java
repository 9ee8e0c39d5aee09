package dev.reflux.drawing;

import static dev.reflux.drawing.PictureFixture.picture;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reflux.revision.RevisionDetails;
import dev.reflux.revision.RevisionGraph;
import dev.reflux.revision.RevisionNode;
import java.lang.management.ManagementFactory;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class TextGraphTests {

    /** The drawing with ids alone for text. */
    private static List<String> lines(GraphPicture picture, GraphSymbols symbols) {
        List<String> lines = new ArrayList<>();
        for (GraphRow row : TextGraph.rows(picture, symbols)) {
            lines.addAll(row.before());
            lines.add(row.lanes() + "  " + row.revision().id());
            lines.addAll(row.after());
        }
        return lines;
    }

    private static List<String> lines(String... nodes) {
        return lines(picture(nodes), GraphSymbols.UNICODE);
    }

    @Nested
    class Shapes {

        @Test
        void ofAChainAreOneColumn() {
            assertThat(lines("r1", "r2 <- r1", "r3 <- r2")).containsExactly("●  r3", "●  r2", "●  r1");
        }

        @Test
        void ofABranchAndItsMergeAreADiamond() {
            assertThat(lines("r1", "r2 <- r1", "r3 <- r1", "r4 <- r2 r3"))
                    .containsExactly("●  r4", "├─╮", "● │  r2", "│ ●  r3", "├─╯", "●  r1");
        }

        @Test
        void ofSeveralHeadsJoinWhereTheyPart() {
            assertThat(lines("r1", "r2 <- r1", "r3 <- r1", "r4 <- r1"))
                    .containsExactly("●  r2", "│ ●  r3", "├─╯", "│ ●  r4", "├─╯", "●  r1");
        }

        @Test
        void ofSeveralTreesAreParted() {
            assertThat(lines("r1", "r2", "r3 <- r2")).containsExactly("●  r1", "", "●  r3", "●  r2");
        }

        @Test
        void ofATreeBesideAnotherArePartedToo() {
            assertThat(lines("r1", "r2", "r3", "r4 <- r1 r2 r3"))
                    .containsExactly("●  r4", "├─┬─╮", "● │ │  r1", "  ● │  r2", "    ●  r3");
            assertThat(lines("r1", "r2 <- r1", "r3", "r4 <- r1", "r5 <- r3 r4"))
                    .containsExactly("●  r2", "│ ●  r5", "│ ├─╮", "│ ● │  r3", "│   ●  r4", "├───╯", "●  r1");
        }

        @Test
        void ofAnOctopusReachAllItsParents() {
            assertThat(lines("r1", "r2 <- r1", "r3 <- r1", "r4 <- r1", "r5 <- r2 r3 r4"))
                    .containsExactly(
                            "●  r5", "├─┬─╮", "● │ │  r2", "│ ● │  r3", "├─╯ │", "│   ●  r4", "├───╯", "●  r1");
        }

        @Test
        void ofCrissCrossMergesCrossLanesWithoutTouchingThem() {
            assertThat(lines("r1", "r2", "r3 <- r1 r2", "r4 <- r2 r1"))
                    .containsExactly("●  r3", "├─╮", "│ │ ●  r4", "├─┼─╯", "│ ●  r2", "●  r1");
            assertThat(lines("r1", "r2", "r3", "r4 <- r1 r2 r3", "r5 <- r3 r1", "r6 <- r2"))
                    .containsExactly(
                            "●  r4",
                            "├─┬─╮",
                            "│ │ │ ●  r5",
                            "├─│─┼─╯",
                            "│ │ ●  r3",
                            "● │  r1",
                            "  │",
                            "● │  r6",
                            "├─╯",
                            "●  r2");
        }

        @Test
        void ofARangeEndWhereTheyLeaveThePicture() {
            RevisionGraph graph = RevisionGraph.of(Stream.of("r1", "r2 <- r1", "r3 <- r1", "r4 <- r2 r3", "r5 <- r4")
                    .map(PictureFixture::node)
                    .toList());

            assertThat(lines(picture(graph, "r2:r5", Map.of()), GraphSymbols.UNICODE))
                    .containsExactly("●  r5", "●  r4", "├─╮", "│ ┆", "●  r2", "┆");
        }

        @Test
        void inAsciiHaveTheSameLines() {
            assertThat(lines(picture("r1", "r2 <- r1", "r3 <- r1", "r4 <- r1", "r5 <- r2 r3 r4"), GraphSymbols.ASCII))
                    .containsExactly(
                            "*  r5", "+-.-.", "* | |  r2", "| * |  r3", "+-' |", "|   *  r4", "+---'", "*  r1");
        }

        @Test
        void ofNothingAreNothing() {
            assertThat(TextGraph.draw(new GraphPicture(List.of()))).isEmpty();
        }
    }

    static Stream<Integer> seeds() {
        return IntStream.range(0, 300).boxed();
    }

    @Nested
    class OfAnyPicture {

        static Stream<Integer> seeds() {
            return TextGraphTests.seeds();
        }

        @ParameterizedTest
        @MethodSource("seeds")
        void theLinesTellEveryEdgeAndNoOther(int seed) {
            GraphPicture picture = PictureFixture.random(seed);

            for (GraphSymbols symbols : GraphSymbols.values()) {
                List<String> lines = lines(picture, symbols);
                assertThat(DrawingReader.read(lines).edges())
                        .as("%s", String.join("\n", lines))
                        .isEqualTo(PictureFixture.edges(picture));
            }
        }

        @ParameterizedTest
        @MethodSource("seeds")
        void revisionsAreAboveAllThatTheyComeFromOrDependOn(int seed) {
            GraphPicture picture = PictureFixture.random(seed);
            Set<String> above = new HashSet<>();

            for (GraphRow row : TextGraph.rows(picture, GraphSymbols.UNICODE)) {
                RevisionDetails details = row.revision().details();
                assertThat(details.node().downRevisions()).noneMatch(above::contains);
                assertThat(details.dependencies()).noneMatch(above::contains);
                above.add(row.revision().id());
            }
            assertThat(above).hasSize(picture.revisions().size());
        }

        @ParameterizedTest
        @MethodSource("seeds")
        void noMoreLanesAreSideBySideThanAreOpenAtOnce(int seed) {
            GraphPicture picture = PictureFixture.random(seed);
            DrawingReader drawing = DrawingReader.read(lines(picture, GraphSymbols.UNICODE));

            assertThat(drawing.width()).isLessThanOrEqualTo(mostOpen(picture, drawing.order()));
        }

        /** Before or after a revision: other revisions that an edge from above leads to, itself, edges out of the picture. */
        private static int mostOpen(GraphPicture picture, List<String> order) {
            Map<String, List<String>> edges = PictureFixture.edges(picture);
            Set<String> awaited = new HashSet<>();
            int most = 0;
            for (String id : order) {
                awaited.add(id);
                most = Math.max(most, awaited.size());
                awaited.remove(id);
                List<String> parents = edges.get(id);
                int leaving = 0;
                for (String parent : parents) {
                    if (parent.equals(DrawingReader.OUTSIDE)) {
                        leaving++;
                    } else {
                        awaited.add(parent);
                    }
                }
                most = Math.max(most, awaited.size() + leaving);
            }
            return most;
        }

        @ParameterizedTest
        @MethodSource("seeds")
        void furtherLinesOfTextStandBesideTheSameLanes(int seed) {
            List<String> lines = new ArrayList<>();
            for (GraphRow row : TextGraph.rows(PictureFixture.random(seed), GraphSymbols.UNICODE)) {
                lines.addAll(row.before());
                lines.add(row.lanes() + "  " + row.revision().id());
                lines.add(row.below());
                lines.add(row.below());
                lines.addAll(row.after());
            }

            assertThat(DrawingReader.read(lines).edges()).isEqualTo(PictureFixture.edges(PictureFixture.random(seed)));
        }
    }

    @Nested
    class Order {

        @Test
        void keepsABranchTogether() {
            List<String> nodes = new ArrayList<>(List.of("r0"));
            for (int i = 0; i < 30; i++) {
                nodes.add("r" + (i + 1) + " <- r" + Math.max(0, i - 2));
            }
            GraphPicture whole = picture(nodes.toArray(String[]::new));
            List<PicturedRevision> mixed = new ArrayList<>(whole.revisions());
            mixed.sort((a, b) -> Integer.compare(number(b), number(a)));

            List<String> order = DrawingReader.read(lines(new GraphPicture(mixed), GraphSymbols.UNICODE))
                    .order();

            assertThat(order.stream().map(id -> Integer.parseInt(id.substring(1)) % 3))
                    .startsWith(0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
                    .hasSize(31);
            assertThat(lines(new GraphPicture(mixed), GraphSymbols.UNICODE)).allMatch(line -> line.length() < 10);
        }

        private static int number(PicturedRevision revision) {
            return Integer.parseInt(revision.id().substring(1));
        }
    }

    @Nested
    class Texts {

        @Test
        void tellLabelsHeadsStatesDependenciesAndTheMessage() {
            RevisionGraph graph = RevisionGraph.of(Stream.of("r1", "r2 <- r1 # shop", "r3 ; r2", "r4 <- r1")
                    .map(PictureFixture::node)
                    .toList());
            Map<String, RevisionState> states = Map.of(
                    "r1", RevisionState.APPLIED,
                    "r2", RevisionState.CURRENT,
                    "r3", RevisionState.PENDING,
                    "r4", RevisionState.PENDING);

            assertThat(TextGraph.draw(picture(graph, null, states)).lines())
                    .containsExactlyInAnyOrder(
                            "○  r3 (head) (depends on r2), about r3",
                            "",
                            "◉  r2 (shop) (effective head) (current), about r2",
                            "│ ○  r4 (head), about r4",
                            "├─╯",
                            "●  r1, about r1");
        }

        @Test
        void stayOnTheirLineWhateverAMessageHolds() {
            String message = "first\r\n\n  second\u2028third\u001b[31m\u202egnitirw\u0085 ünï ● │\t.";
            GraphPicture picture =
                    picture(List.of(new RevisionNode("r1", List.of(), List.of(), List.of(), message, "r1.sql")));

            assertThat(TextGraph.draw(picture)).isEqualTo("●  r1 (head), first second third [31m gnitirw ünï ● │ .\n");
        }
    }

    @Nested
    class Symbols {

        @ParameterizedTest
        @EnumSource
        void areDistinctMarks(GraphSymbols symbols) {
            assertThat(Stream.of(RevisionState.values()).map(symbols::mark)).doesNotHaveDuplicates();
            assertThat(symbols.mark(null)).isEqualTo(symbols.mark(RevisionState.APPLIED));
        }

        @Test
        void areThoseThatACharsetCanEncode() {
            assertThat(GraphSymbols.encodableIn(StandardCharsets.UTF_8)).isEqualTo(GraphSymbols.UNICODE);
            assertThat(GraphSymbols.encodableIn(StandardCharsets.US_ASCII)).isEqualTo(GraphSymbols.ASCII);
            assertThat(GraphSymbols.encodableIn(StandardCharsets.ISO_8859_1)).isEqualTo(GraphSymbols.ASCII);
            assertThat(GraphSymbols.encodableIn(Charset.forName("ISO-2022-CN"))).isEqualTo(GraphSymbols.ASCII);
        }
    }

    @Nested
    class Time {

        /** Fifty branches of twenty, merged two by two now and then. */
        private static GraphPicture large(int branches, int length) {
            List<RevisionNode> nodes = new ArrayList<>();
            nodes.add(PictureFixture.node("r"));
            for (int i = 0; i < length; i++) {
                for (int branch = 0; branch < branches; branch++) {
                    String below = i == 0 ? "r" : "r" + branch + "x" + (i - 1);
                    String beside = "r" + (branch + 1) % branches + "x" + (i - 2);
                    String down = i % 5 == 4 ? below + " " + beside : below;
                    nodes.add(PictureFixture.node("r" + branch + "x" + i + " <- " + down));
                }
            }
            return picture(nodes);
        }

        @Test
        void isShortForAThousandRevisionsOnFiftyBranches() {
            GraphPicture picture = large(50, 20);
            assertThat(picture.revisions()).hasSize(1_001);
            assertThat(DrawingReader.read(lines(picture, GraphSymbols.UNICODE)).edges())
                    .isEqualTo(PictureFixture.edges(picture));

            assertThat(bestProcessorTime(() -> TextGraph.draw(picture))).isLessThan(Duration.ofMillis(50));
        }

        @Test
        void growsWithTheRevisions() {
            List<RevisionNode> nodes = new ArrayList<>();
            for (int i = 0; i < 30_000; i++) {
                nodes.add(PictureFixture.node(i == 0 ? "r0" : "r" + i + " <- r" + (i - 1)));
            }
            GraphPicture picture = picture(nodes);

            assertThat(bestProcessorTime(() -> TextGraph.draw(picture))).isLessThan(Duration.ofMillis(500));
        }

        /** Time on the processor, not on the clock, and the best of some: what else the machine does must not count. */
        private static Duration bestProcessorTime(Runnable work) {
            long best = Long.MAX_VALUE;
            for (int i = 0; i < 10; i++) {
                long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
                work.run();
                best = Math.min(best, ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start);
            }
            return Duration.ofNanos(best);
        }
    }
}
