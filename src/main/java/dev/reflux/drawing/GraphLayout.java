package dev.reflux.drawing;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Where everything is drawn, in CSS pixels from the upper left corner.
 *
 * @param corners upper left corners of the shapes, by id
 * @param routes the edges, in the order they were given
 */
record GraphLayout(double width, double height, Map<String, Point> corners, List<Route> routes) {

    GraphLayout {
        corners = Map.copyOf(corners);
        routes = List.copyOf(routes);
    }

    /** The upper left corner of a shape that was laid out. */
    Point corner(String id) {
        return Objects.requireNonNull(corners.get(id), id);
    }

    /** A place. */
    record Point(double x, double y) {}

    /**
     * The way of an edge.
     *
     * @param points from the older revision up to the newer one, at least two
     */
    record Route(GraphEdge edge, List<Point> points) {

        Route {
            points = List.copyOf(points);
        }
    }
}
