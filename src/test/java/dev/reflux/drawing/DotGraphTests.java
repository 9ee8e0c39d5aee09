package dev.reflux.drawing;

import static dev.reflux.drawing.PictureFixture.picture;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reflux.revision.RevisionGraph;
import dev.reflux.testsupport.Graphviz;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class DotGraphTests {

    private static final RevisionGraph GRAPH =
            RevisionGraph.of(Stream.of("r1", "r2 <- r1 # shop", "r3 ; r2", "r4 <- r1", "r5 <- r2 r4")
                    .map(PictureFixture::node)
                    .toList());

    /** The texts that Graphviz draws for each node, by line, newest first. */
    private static List<List<String>> drawn(GraphPicture picture) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        NodeList groups = factory.newDocumentBuilder()
                .parse(new InputSource(new StringReader(Graphviz.render(DotGraph.draw(picture), "svg"))))
                .getElementsByTagName("g");
        List<List<String>> result = new ArrayList<>();
        for (int i = 0; i < groups.getLength(); i++) {
            Element group = (Element) groups.item(i);
            if (group.getAttribute("class").equals("node")) {
                NodeList texts = group.getElementsByTagName("text");
                List<String> lines = new ArrayList<>();
                for (int j = 0; j < texts.getLength(); j++) {
                    lines.add(texts.item(j).getTextContent());
                }
                result.add(lines);
            }
        }
        return result;
    }

    @Test
    void graphvizDrawsAMessageAsItIs() throws Exception {
        GraphPicture picture = HostileText.picture();

        List<List<String>> drawn = drawn(picture);

        assertThat(drawn).hasSameSizeAs(HostileText.MESSAGES);
        assertThat(drawn).allSatisfy(lines -> {
            int number = Integer.parseInt(lines.get(0).split("[r ]", -1)[1]);
            assertThat(normalized(lines.get(1))).isEqualTo(OneLine.of(HostileText.MESSAGES.get(number)));
        });
    }

    /** Graphviz keeps blanks together by another sign. */
    private static String normalized(String text) {
        return text.replace('\u00a0', ' ');
    }

    @Test
    void graphvizFindsAllNodesAndEdges() {
        String plain = Graphviz.render(DotGraph.draw(picture(GRAPH, null, Map.of())), "plain");

        assertThat(plain.lines().filter(line -> line.startsWith("node "))).hasSize(5);
        assertThat(plain.lines().filter(line -> line.startsWith("edge "))).hasSize(5);
        assertThat(plain.lines().filter(line -> line.startsWith("edge ") && line.contains("dashed")))
                .hasSize(1);
    }

    @Test
    void graphvizPutsTheOldestAtTheBottom() {
        String plain = Graphviz.render(DotGraph.draw(picture("r1", "r2 <- r1")), "plain");

        assertThat(height(plain, "r2")).isGreaterThan(height(plain, "r1"));
    }

    private static double height(String plain, String id) {
        return plain.lines()
                .filter(line -> line.startsWith("node ") && line.contains("\"" + id))
                .mapToDouble(line -> Double.parseDouble(line.split(" ", -1)[3]))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void anyPictureIsAcceptedByGraphviz() {
        for (int seed = 0; seed < 20; seed++) {
            assertThat(Graphviz.render(DotGraph.draw(PictureFixture.random(seed)), "plain"))
                    .endsWith("stop\n");
        }
    }

    @Test
    void edgesPointUpwardsAndDependenciesAreDashed() {
        assertThat(DotGraph.draw(picture("r1", "r2 <- r1", "r3 <- r2 ; r1")))
                .contains("n1 -> n0;", "n2 -> n0 [style=dashed];", "n2 -> n1;");
    }

    @Test
    void statesAndHeadsHaveStyles() {
        Map<String, RevisionState> states =
                Map.of("r1", RevisionState.APPLIED, "r2", RevisionState.CURRENT, "r5", RevisionState.PENDING);

        String dot = DotGraph.draw(picture(GRAPH, null, states));

        assertThat(dot.lines().filter(line -> line.contains("about r2")))
                .singleElement()
                .asString()
                .contains("r2 (shop) (current)\\nabout r2", "fillcolor=\"#1a7f37\"")
                .doesNotContain("penwidth");
        assertThat(dot.lines().filter(line -> line.contains("about r5")))
                .singleElement()
                .asString()
                .contains("r5 (head)\\nabout r5", "penwidth=3", "fontcolor=\"#57606a\"");
    }

    @Test
    void whatLiesOutsideOfThePictureIsANodeWithItsId() {
        String dot = DotGraph.draw(picture(GRAPH, "r2:r5", Map.of()));

        assertThat(dot.lines().filter(line -> line.contains("dashed")))
                .extracting(line -> line.replaceFirst(".*label=\"(.*?)\".*", "$1"))
                .containsExactlyInAnyOrder("r1", "r4");
    }

    @Test
    void anEmptyPictureIsAnEmptyGraph() {
        assertThat(Graphviz.render(DotGraph.draw(new GraphPicture(List.of())), "plain"))
                .startsWith("graph 1 0 0");
    }
}
