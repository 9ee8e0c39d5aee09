package dev.reflux.drawing;

import static dev.reflux.drawing.SvgText.number;

import dev.reflux.drawing.GraphLayout.Point;
import dev.reflux.drawing.GraphLayout.Route;
import java.util.List;

/** Writes an edge as a path with round corners that points at the newer revision. */
final class RouteShape {

    private static final double RADIUS = 9;

    private RouteShape() {}

    static void write(SvgText svg, Route route) {
        String kind = route.edge().kind().styleClass();
        svg.open("path")
                .attribute("class", "edge " + kind)
                .attribute("data-newer", route.edge().newer())
                .attribute("data-older", route.edge().older())
                .attribute("marker-end", "url(#reflux-" + kind + ")")
                .attribute("d", path(route.points()))
                .empty();
    }

    private static String path(List<Point> points) {
        StringBuilder path = new StringBuilder("M").append(pair(points.get(0)));
        for (int at = 1; at < points.size() - 1; at++) {
            Point corner = points.get(at);
            path.append("L").append(pair(towards(corner, points.get(at - 1))));
            path.append("Q").append(pair(corner));
            path.append(" ").append(pair(towards(corner, points.get(at + 1))));
        }
        return path.append("L").append(pair(points.get(points.size() - 1))).toString();
    }

    /** Where the curve around a corner begins or ends; two corners close by share the way between them. */
    private static Point towards(Point corner, Point other) {
        double distance = Math.hypot(other.x() - corner.x(), other.y() - corner.y());
        double part = distance == 0 ? 0 : Math.min(RADIUS, distance / 2) / distance;
        return new Point(corner.x() + (other.x() - corner.x()) * part, corner.y() + (other.y() - corner.y()) * part);
    }

    private static String pair(Point point) {
        return number(point.x()) + " " + number(point.y());
    }
}
