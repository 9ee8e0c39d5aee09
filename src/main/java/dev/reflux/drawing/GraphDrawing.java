package dev.reflux.drawing;

import java.util.function.Function;

/** Draws a picture in any format. */
public final class GraphDrawing {

    private GraphDrawing() {}

    /**
     * The picture as text in a format.
     *
     * @param bodies the statements of a revision by its id; asked only for {@link GraphFormat#HTML}
     */
    public static String draw(GraphFormat format, GraphPicture picture, Function<String, RevisionBody> bodies) {
        return switch (format) {
            case TEXT -> TextGraph.draw(picture);
            case MERMAID -> MermaidGraph.draw(picture);
            case DOT -> DotGraph.draw(picture);
            case SVG -> SvgDrawing.draw(picture);
            case HTML -> HtmlDrawing.draw(picture, bodies);
        };
    }
}
