package dev.reflux.drawing;

import static dev.reflux.drawing.Pictures.node;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reflux.error.ConfigException;
import dev.reflux.revision.RevisionGraph;
import dev.reflux.revision.RevisionNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class SvgDrawingTests {

    private static Document parse(String svg) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return factory.newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
        } catch (Exception e) {
            throw new AssertionError("Not well-formed: " + svg, e);
        }
    }

    private static List<Element> elements(Document document, String name, String styleClass) {
        NodeList all = document.getElementsByTagName(name);
        return IntStream.range(0, all.getLength())
                .mapToObj(at -> (Element) all.item(at))
                .filter(each -> List.of(each.getAttribute("class").split(" ")).contains(styleClass))
                .toList();
    }

    private static List<String> edges(Document document) {
        return elements(document, "path", "edge").stream()
                .map(edge -> edge.getAttribute("class").replace("edge ", "") + " " + edge.getAttribute("data-older")
                        + ">" + edge.getAttribute("data-newer"))
                .toList();
    }

    private static Element revision(Document document, String id) {
        return elements(document, "g", "revision").stream()
                .filter(each -> each.getAttribute("data-revision").equals(id))
                .findFirst()
                .orElseThrow();
    }

    private record Box(String id, double left, double top, double right, double bottom) {

        static Box of(Element shape) {
            String[] place = shape.getAttribute("transform").split("[( )]", -1);
            Element rect = (Element) shape.getElementsByTagName("rect").item(0);
            double left = Double.parseDouble(place[1]);
            double top = Double.parseDouble(place[2]);
            return new Box(
                    shape.getAttribute("data-revision"),
                    left,
                    top,
                    left + Double.parseDouble(rect.getAttribute("width")),
                    top + Double.parseDouble(rect.getAttribute("height")));
        }

        boolean overlaps(Box other) {
            return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
        }
    }

    private static List<Box> boxes(Document document) {
        List<Element> shapes = new ArrayList<>(elements(document, "g", "revision"));
        shapes.addAll(elements(document, "g", "outside"));
        return shapes.stream().map(Box::of).toList();
    }

    private static void assertNothingOverlaps(Document document) {
        List<Box> boxes = boxes(document);
        Element root = document.getDocumentElement();
        double width = Double.parseDouble(root.getAttribute("width"));
        double height = Double.parseDouble(root.getAttribute("height"));
        for (Box one : boxes) {
            assertThat(one.left >= 0 && one.top >= 0 && one.right <= width && one.bottom <= height)
                    .as("%s is inside", one)
                    .isTrue();
            assertThat(boxes)
                    .filteredOn(other -> !other.equals(one) && other.overlaps(one))
                    .isEmpty();
        }
    }

    @Test
    void emptyGraphSaysThatThereIsNothing() {
        Document document = parse(SvgDrawing.draw(new GraphPicture(List.of())));

        assertThat(document.getDocumentElement().getTextContent()).contains("There are no revisions.");
        assertThat(document.getDocumentElement().getAttribute("aria-label")).isEqualTo("Graph of 0 revisions");
    }

    @Test
    void singleRevisionHasNoEdges() {
        Document document = parse(SvgDrawing.draw(Pictures.of(node("a"))));

        assertThat(boxes(document)).hasSize(1);
        assertThat(edges(document)).isEmpty();
        assertThat(document.getDocumentElement().getAttribute("aria-label")).isEqualTo("Graph of 1 revision");
    }

    @Test
    void everyEdgeIsDrawnOnce() {
        Document document = parse(SvgDrawing.draw(Pictures.of(
                node("a"),
                node("b", "a"),
                node("c", List.of("a"), List.of("b"), List.of(), null),
                node("d", "b", "c"),
                node("e", List.of("d"), List.of("a"), List.of(), null))));

        assertThat(edges(document))
                .containsExactlyInAnyOrder(
                        "down a>b", "down a>c", "depends b>c", "down b>d", "down c>d", "down d>e", "depends a>e");
    }

    @Test
    void trunkGoesStraightThroughForksAndMerges() {
        GraphPicture market = Market.picture();
        var columns = new HashMap<String, Double>();
        boxes(parse(SvgDrawing.draw(market))).forEach(box -> columns.put(box.id(), box.left()));

        assertThat(market.revisions())
                .filteredOn(revision -> !revision.details().base())
                .filteredOn(revision -> !revision.id().equals(Market.BRANCH))
                .allSatisfy(revision -> assertThat(columns.get(revision.id()))
                        .isEqualTo(columns.get(
                                revision.details().node().downRevisions().get(0))));
    }

    @Test
    void trunkOfAThousandRevisionsStaysInOneColumn() {
        Document document = parse(SvgDrawing.draw(Pictures.thousand()));
        var columns = new HashMap<Double, Integer>();
        boxes(document).forEach(box -> columns.merge(box.left(), 1, Integer::sum));

        assertThat(columns).hasSizeLessThan(5).containsValue(500);
    }

    @Test
    void linesToAMergeBesideAForkDoNotRunTogether() {
        Document document = parse(SvgDrawing.draw(
                Pictures.of(node("a"), node("b"), node("x", "a"), node("y", "a", "b"), node("z", "y"))));

        assertThat(elements(document, "path", "edge"))
                .filteredOn(edge -> edge.getAttribute("data-newer").equals("y"))
                .map(edge -> edge.getAttribute("d").replaceAll(".*L", ""))
                .hasSize(2)
                .doesNotHaveDuplicates();
    }

    @Test
    void dependencyOverManyRowsIsDrawnOnceBesideTheRevisions() {
        List<RevisionNode> nodes = new ArrayList<>(List.of(node("r0")));
        for (int at = 1; at < 12; at++) {
            List<String> dependsOn = at == 11 ? List.of("r2") : List.of();
            nodes.add(node("r" + at, List.of("r" + (at - 1)), dependsOn, List.of(), null));
        }
        nodes.add(node("x", List.of(), List.of("r1"), List.of(), null));
        nodes.add(node("y", List.of("x"), List.of("r0"), List.of(), null));

        Document document = parse(SvgDrawing.draw(Pictures.of(nodes, id -> null)));

        assertThat(edges(document)).containsOnlyOnce("depends r2>r11");
        double right = boxes(document).stream().mapToDouble(Box::right).max().orElseThrow();
        String path = elements(document, "path", "edge").stream()
                .filter(edge -> edge.getAttribute("data-newer").equals("r11")
                        && edge.getAttribute("class").contains("depends"))
                .findFirst()
                .orElseThrow()
                .getAttribute("d");
        double reach = Pattern.compile("Q([0-9.]+) ")
                .matcher(path)
                .results()
                .mapToDouble(found -> Double.parseDouble(found.group(1)))
                .max()
                .orElseThrow();
        assertThat(reach).isGreaterThan(right);
        assertNothingOverlaps(document);
    }

    @Test
    void newerRevisionsStandAboveWhatTheyComeFromAndDependOn() {
        Document document = parse(SvgDrawing.draw(Pictures.thousand()));
        var tops = new HashMap<String, Double>();
        boxes(document).forEach(box -> tops.put(box.id(), box.top()));

        assertThat(elements(document, "path", "edge")).hasSizeGreaterThan(1000).allSatisfy(edge -> assertThat(
                        tops.get(edge.getAttribute("data-newer")))
                .isLessThan(tops.get(edge.getAttribute("data-older"))));
    }

    @Test
    void anyPictureIsDrawnWithAllItsEdgesAndWithoutOverlaps() {
        for (int seed = 0; seed < 200; seed++) {
            GraphPicture picture = PictureFixture.random(seed);

            Document document = parse(SvgDrawing.draw(picture));

            assertThat(edges(document)).hasSameSizeAs(GraphEdge.of(picture));
            assertNothingOverlaps(document);
        }
    }

    @Test
    void aThousandRevisionsDoNotOverlap() {
        Document document = parse(SvgDrawing.draw(Pictures.thousand()));

        assertThat(boxes(document)).hasSize(1000);
        assertNothingOverlaps(document);
    }

    @Test
    void aThousandRevisionsKeepBranchesInFewColumns() {
        Document document = parse(SvgDrawing.draw(Pictures.thousand()));

        assertThat(Double.parseDouble(document.getDocumentElement().getAttribute("width")))
                .isLessThan(3000);
    }

    @Test
    void chainOfThousandsIsDrawnWithTheUsualStack() {
        List<RevisionNode> nodes = new ArrayList<>(List.of(node("r0")));
        for (int at = 1; at < 5000; at++) {
            nodes.add(node("r" + at, "r" + (at - 1)));
        }

        assertThat(SvgDrawing.draw(Pictures.of(nodes, id -> null)))
                .contains("data-revision=\"r0\"", "data-revision=\"r4999\"");
    }

    @Test
    void samePictureGivesTheSameText() {
        assertThat(SvgDrawing.draw(Market.picture())).isEqualTo(SvgDrawing.draw(Market.picture()));
        assertThat(SvgDrawing.draw(Pictures.thousand())).isEqualTo(SvgDrawing.draw(Pictures.thousand()));
    }

    @Test
    void edgesThatLeaveThePictureEndAtAnOutlineWithTheId() {
        RevisionGraph graph = RevisionGraph.of(
                List.of(node("a"), node("z"), node("b", "a"), node("c", List.of("b"), List.of("z"), List.of(), null)));
        GraphPicture range = new GraphPicture(List.of(
                new PicturedRevision(graph.details("c"), null, null),
                new PicturedRevision(graph.details("b"), null, null)));

        Document document = parse(SvgDrawing.draw(range));

        assertThat(edges(document)).containsExactlyInAnyOrder("down b>c", "depends z>c", "down a>b");
        assertThat(elements(document, "g", "outside"))
                .extracting(each -> each.getAttribute("data-outside"))
                .containsExactlyInAnyOrder("a", "z");
        assertNothingOverlaps(document);
    }

    @Test
    void stateAndHeadAreWordsNotOnlyColours() {
        Document document = parse(SvgDrawing.draw(Market.picture()));

        assertThat(revision(document, Market.CURRENT).getTextContent()).contains("current");
        assertThat(revision(document, Market.MERGE).getTextContent()).contains("applied");
        assertThat(revision(document, Market.HEAD).getTextContent()).contains("pending", "head");
        assertThat(revision(document, Market.HEAD).getAttribute("aria-label"))
                .isEqualTo("Revision c62f81d0a9b7; keep ratings with products; pending; head");
    }

    @Test
    void pictureWithoutADatabaseHasNoStates() {
        Document document = parse(SvgDrawing.draw(Pictures.of(node("a"), node("b", "a"))));

        assertThat(elements(document, "path", "sign")).isEmpty();
        assertThat(revision(document, "a").getAttribute("class")).isEqualTo("revision");
    }

    @Test
    void longMessageIsShortenedInTheBoxAndWholeInTheTitle() {
        String message = "m".repeat(30) + " and more words than any box can hold";
        Document document = parse(SvgDrawing.draw(Pictures.of(node("a", List.of(), List.of(), List.of(), message))));
        Element shape = revision(document, "a");

        assertThat(elements(document, "text", "message").get(0).getTextContent())
                .endsWith("…")
                .hasSizeLessThan(30);
        assertThat(shape.getElementsByTagName("title").item(0).getTextContent()).isEqualTo("a\n" + message);
    }

    @Test
    void messageIsShownInTheOrderItIsWrittenIn() {
        Document document = parse(SvgDrawing.draw(
                Pictures.of(node("a", List.of(), List.of(), List.of(), "add \u202Etinu\u202C of prices"))));

        assertThat(elements(document, "text", "message").get(0).getTextContent())
                .isEqualTo("add tinu of prices");
    }

    @Test
    void labelsThatDoNotFitAreCounted() {
        List<String> labels =
                IntStream.range(0, 9).mapToObj(at -> "label-number-" + at).toList();
        Document document = parse(SvgDrawing.draw(Pictures.of(node("a", List.of(), List.of(), labels, null))));

        List<Element> shown = elements(document, "g", "label");
        assertThat(shown).isNotEmpty();
        assertThat(elements(document, "g", "more").get(0).getTextContent().strip())
                .isEqualTo("+" + (9 - shown.size()));
        assertThat(revision(document, "a").getAttribute("aria-label")).contains("label-number-8");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "</text></svg><script>alert(1)</script>",
                "]]> &quot; &amp; \" ' <!-- -->",
                "null \u0000 bell \u0007 escape \u001B not a character \uFFFE\uFFFF",
                "half of a pair \uD83D end",
                "other half \uDE00 end",
                "two\r\nlines\tand a tab",
                "\u202Eright to left\u2028\u2029",
                "日本語のメッセージはとても長いので切り詰められなければなりません、そうですね",
                "👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦",
            })
    void hostileTextsAreText(String text) {
        Document document =
                parse(SvgDrawing.draw(Pictures.of(node("a<b>&\"'", List.of(), List.of(), List.of("l<&\"'"), text))));

        assertThat(elements(document, "g", "revision")).hasSize(1);
        assertThat(document.getElementsByTagName("script").getLength()).isZero();
        assertThat(revision(document, "a<b>&\"'").getElementsByTagName("title").getLength())
                .isOne();
    }

    @Test
    void drawingLoadsNothing() {
        String svg = SvgDrawing.draw(Market.picture());

        assertThat(svg.replace("http://www.w3.org/2000/svg", ""))
                .doesNotContain("http:", "https:", "<script", "@import", "<image", "href");
    }

    @Test
    void withoutTheLibraryTheErrorNamesWhatToAdd() throws Exception {
        ClassLoader loader = new WithoutElk();
        Object revision = loader.loadClass(PicturedRevision.class.getName())
                .getConstructors()[0]
                .newInstance(Market.picture().revisions().get(0).details(), null, null);
        Class<?> pictureType = loader.loadClass(GraphPicture.class.getName());
        Object picture = pictureType.getConstructor(List.class).newInstance(List.of(revision));
        Method draw = loader.loadClass(SvgDrawing.class.getName()).getMethod("draw", pictureType);

        assertThatThrownBy(() -> draw.invoke(null, picture))
                .isInstanceOf(InvocationTargetException.class)
                .cause()
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("org.eclipse.elk:org.eclipse.elk.alg.layered")
                .hasMessageContaining("org.eclipse.xtext:org.eclipse.xtext.xbase.lib");
    }

    /** Has drawing classes of its own, which do not see the layout library. */
    private static final class WithoutElk extends ClassLoader {

        private static final String OWN = "dev.reflux.drawing.";

        WithoutElk() {
            super(SvgDrawing.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("org.eclipse.")) {
                throw new ClassNotFoundException(name);
            }
            Class<?> loaded = findLoadedClass(name);
            if (loaded != null) {
                return loaded;
            }
            return name.startsWith(OWN) ? define(name) : super.loadClass(name, resolve);
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream file = getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] bytes = file.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
