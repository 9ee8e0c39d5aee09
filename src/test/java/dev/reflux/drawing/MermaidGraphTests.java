package dev.reflux.drawing;

import static dev.reflux.drawing.PictureFixture.picture;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reflux.revision.RevisionGraph;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MermaidGraphTests {

    /** A node whose label holds nothing but letters, digits, harmless signs, codes and line breaks. */
    private static final Pattern NODE = Pattern.compile(" {4}(n\\d+)\\[\"((?:[\\p{L}\\p{N} ,()]|#\\d+;|<br/>)*)\"]");

    private static final Pattern EDGE = Pattern.compile(" {4}(n\\d+) (-->|-\\.->) (n\\d+)");
    private static final Pattern STYLE =
            Pattern.compile(" {4}classDef (outside|pending|applied|current|head) [a-z0-9:,# -]+");
    private static final Pattern CLASS =
            Pattern.compile(" {4}class n\\d+(?:,n\\d+)* (outside|pending|applied|current|head)");
    /** From {@code createText} and {@code replaceIconSubstring} of Mermaid 11. */
    private static final Pattern READ_IN_A_LABEL = Pattern.compile("\\\\n|\\$\\$(.*)\\$\\$|(fa[bklrs]?):fa-([\\w-]+)");

    private static final Pattern CODE = Pattern.compile("#(\\d+);");

    /** Reads a flowchart, each line of which must be one of those that are drawn. */
    private static final class Chart {

        final Map<String, String> labels = new HashMap<>();
        final List<String> edges = new ArrayList<>();
        final List<String> classes = new ArrayList<>();

        Chart(String text) {
            List<String> lines = text.lines().toList();
            assertThat(lines.get(0)).isEqualTo("flowchart BT");
            lines.subList(1, lines.size()).forEach(this::line);
        }

        private void line(String line) {
            Matcher node = NODE.matcher(line);
            Matcher edge = EDGE.matcher(line);
            if (node.matches()) {
                assertThat(labels.put(node.group(1), decoded(node.group(2)))).isNull();
            } else if (edge.matches()) {
                edges.add(id(edge.group(1)) + " " + edge.group(2) + " " + id(edge.group(3)));
            } else if (CLASS.matcher(line).matches()) {
                String[] words = line.strip().split(" ", -1);
                Stream.of(words[1].split(",", -1)).forEach(name -> classes.add(id(name) + " " + words[2]));
            } else {
                assertThat(line).matches(STYLE);
            }
        }

        private String id(String name) {
            return labels.get(name).split("[ \\n]", 2)[0];
        }

        /** As Mermaid decodes it. */
        private static String decoded(String label) {
            return CODE.matcher(label.replace("<br/>", "\n"))
                    .replaceAll(code ->
                            Matcher.quoteReplacement(new String(Character.toChars(Integer.parseInt(code.group(1))))));
        }
    }

    @Test
    void aMessageIsALabelWhateverItHolds() {
        Chart chart = new Chart(MermaidGraph.draw(HostileText.picture()));

        assertThat(chart.labels).hasSameSizeAs(HostileText.MESSAGES);
        assertThat(chart.labels.values()).allSatisfy(label -> {
            String[] lines = label.split("\n", -1);
            int number = Integer.parseInt(lines[0].split("[r ]", -1)[1]);
            assertThat(lines).hasSize(2);
            assertThat(lines[1].replace("\u200B", "")).isEqualTo(OneLine.of(HostileText.MESSAGES.get(number)));
        });
    }

    @Test
    void signsThatMermaidReadsInADecodedLabelAreTakenApart() {
        Chart chart = new Chart(MermaidGraph.draw(HostileText.picture()));

        assertThat(chart.labels.values())
                .isNotEmpty()
                .noneMatch(label -> READ_IN_A_LABEL.matcher(label).find());
    }

    @Test
    void arrowsPointUpwardsSolidFromDownRevisionsAndDottedFromDependencies() {
        Chart chart = new Chart(MermaidGraph.draw(picture("r1", "r2 <- r1", "r3 ; r2", "r4 <- r1 r3")));

        assertThat(chart.edges).containsExactlyInAnyOrder("r1 --> r2", "r2 -.-> r3", "r1 --> r4", "r3 --> r4");
    }

    @Test
    void statesAndHeadsAreClasses() {
        RevisionGraph graph = RevisionGraph.of(Stream.of("r1", "r2 <- r1", "r3 <- r2")
                .map(PictureFixture::node)
                .toList());
        Map<String, RevisionState> states =
                Map.of("r1", RevisionState.APPLIED, "r2", RevisionState.CURRENT, "r3", RevisionState.PENDING);

        Chart chart = new Chart(MermaidGraph.draw(picture(graph, null, states)));

        assertThat(chart.classes).containsExactlyInAnyOrder("r1 applied", "r2 current", "r3 pending", "r3 head");
    }

    @Test
    void whatLiesOutsideOfThePictureIsANodeOfItsOwnClass() {
        RevisionGraph graph = RevisionGraph.of(Stream.of("r1", "r2 <- r1", "r3 <- r1", "r4 <- r2 r3")
                .map(PictureFixture::node)
                .toList());

        Chart chart = new Chart(MermaidGraph.draw(picture(graph, "r2:r4", Map.of())));

        assertThat(chart.classes).containsExactlyInAnyOrder("r4 head", "r1 outside", "r3 outside");
        assertThat(chart.edges).containsExactlyInAnyOrder("r1 --> r2", "r2 --> r4", "r3 --> r4");
    }

    @Test
    void anyPictureHasAllItsEdges() {
        for (int seed = 0; seed < 100; seed++) {
            GraphPicture picture = PictureFixture.random(seed);
            Chart chart = new Chart(MermaidGraph.draw(picture));

            assertThat(chart.edges.stream().filter(edge -> edge.contains("-->")))
                    .hasSize(PictureFixture.edges(picture).values().stream()
                            .mapToInt(List::size)
                            .sum());
            picture.revisions().forEach(revision -> revision.details()
                    .node()
                    .downRevisions()
                    .forEach(down -> assertThat(chart.edges).contains(down + " --> " + revision.id())));
        }
    }
}
