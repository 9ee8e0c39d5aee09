package dev.reflux.drawing;

import dev.reflux.drawing.GraphLayout.Route;
import dev.reflux.error.ConfigException;
import dev.reflux.error.Place;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The {@code svg} element of a picture, to be a file of its own or a part of a page. */
final class SvgDocument {

    private static final double EMPTY_WIDTH = 320;

    private static final double EMPTY_HEIGHT = 80;

    private SvgDocument() {}

    static String of(GraphPicture picture) {
        SvgText svg = new SvgText();
        if (picture.revisions().isEmpty()) {
            open(svg, EMPTY_WIDTH, EMPTY_HEIGHT, 0);
            writeEmpty(svg);
        } else {
            Map<String, Shape> shapes = shapes(picture);
            GraphLayout layout = layOut(shapes.values(), GraphEdge.of(picture));
            open(svg, layout.width(), layout.height(), picture.revisions().size());
            writeEdges(svg, layout.routes());
            writeShapes(svg, shapes.values(), layout);
        }
        return svg.close("svg").toString();
    }

    private static Map<String, Shape> shapes(GraphPicture picture) {
        Map<String, Shape> shapes = new LinkedHashMap<>();
        picture.revisions().forEach(revision -> shapes.put(revision.id(), RevisionShape.of(revision)));
        GraphEdge.of(picture).forEach(edge -> shapes.computeIfAbsent(edge.older(), OutsideShape::new));
        return shapes;
    }

    private static GraphLayout layOut(Collection<Shape> shapes, List<GraphEdge> edges) {
        try {
            return ElkLayout.of(shapes, edges);
        } catch (NoClassDefFoundError e) {
            throw new ConfigException(
                    "The graph cannot be drawn as SVG or HTML, as a library is missing. Add"
                            + " org.eclipse.elk:org.eclipse.elk.alg.layered and"
                            + " org.eclipse.xtext:org.eclipse.xtext.xbase.lib to the class path, or draw text, Mermaid"
                            + " or DOT, which need no library.",
                    Place.UNKNOWN,
                    e);
        }
    }

    private static void open(SvgText svg, double width, double height, int revisions) {
        String size = SvgText.number(width) + " " + SvgText.number(height);
        svg.open("svg")
                .attribute("xmlns", "http://www.w3.org/2000/svg")
                .attribute("class", "reflux-graph")
                .attribute("viewBox", "0 0 " + size)
                .attribute("width", width)
                .attribute("height", height)
                .attribute("role", "graphics-document document")
                .attribute("aria-label", "Graph of " + revisions + (revisions == 1 ? " revision" : " revisions"))
                .content();
        svg.element(
                "desc",
                "Newest revisions on top. A solid line leads from a down revision up to the revision that follows it, a"
                        + " dashed line from a dependency to the revision that needs it.");
        svg.element("style", PageResource.read("graph.css"));
        svg.raw(PageResource.read("markers.svg"));
        svg.open("rect")
                .attribute("class", "paper")
                .attribute("width", width)
                .attribute("height", height)
                .empty();
    }

    private static void writeEmpty(SvgText svg) {
        svg.open("text")
                .attribute("class", "message")
                .attribute("x", EMPTY_WIDTH / 2)
                .attribute("y", EMPTY_HEIGHT / 2 + 5)
                .attribute("text-anchor", "middle")
                .content();
        svg.text("There are no revisions.").close("text");
    }

    private static void writeEdges(SvgText svg, List<Route> routes) {
        svg.open("g")
                .attribute("class", "edges")
                .attribute("aria-hidden", "true")
                .content();
        routes.forEach(route -> RouteShape.write(svg, route));
        svg.close("g");
    }

    private static void writeShapes(SvgText svg, Collection<Shape> shapes, GraphLayout layout) {
        svg.open("g").attribute("class", "revisions").content();
        shapes.forEach(shape -> shape.write(svg, layout.corner(shape.id())));
        svg.close("g");
    }
}
