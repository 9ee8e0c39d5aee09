package dev.reflux.drawing;

import dev.reflux.drawing.GraphLayout.Point;
import dev.reflux.drawing.GraphLayout.Route;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Ways for dependencies over many rows: out to the right of everything, along there, and back in. Left among the
 * revisions they would push branches out of their columns.
 */
final class Detours {

    /** Dependencies over no more rows than this stay among the revisions. */
    private static final int NEAR = 4;

    /** Half of what is kept free between a box and the nearest line along its row. */
    private static final double CLEARANCE = 6;

    private static final double LANE = 12;

    private static final double INDENT = 22;

    private final Map<String, Shape> shapes = new HashMap<>();

    private final Map<String, Point> corners;

    private final List<Double> lanes = new ArrayList<>();

    private final double left;

    private Detours(Iterable<? extends Shape> shapes, Map<String, Point> corners, double left) {
        shapes.forEach(shape -> this.shapes.put(shape.id(), shape));
        this.corners = corners;
        this.left = left;
    }

    static boolean isFar(GraphEdge edge, Map<String, Integer> rows) {
        return edge.kind() == EdgeKind.DEPENDS_ON && rows.get(edge.newer()) - rows.get(edge.older()) > NEAR;
    }

    /** Routes to the right of a coordinate, as near to it as they can be without lying upon each other. */
    static List<Route> of(
            List<GraphEdge> edges, Iterable<? extends Shape> shapes, Map<String, Point> corners, double left) {
        Detours detours = new Detours(shapes, corners, left);
        return edges.stream()
                .sorted(Comparator.comparingDouble(
                        edge -> detours.corners.get(edge.newer()).y()))
                .map(detours::route)
                .toList();
    }

    private Route route(GraphEdge edge) {
        Point older = corners.get(edge.older());
        Point newer = corners.get(edge.newer());
        double start = older.x() + shapes.get(edge.older()).width() - INDENT;
        double end = newer.x() + shapes.get(edge.newer()).width() - INDENT;
        double bottom = newer.y() + shapes.get(edge.newer()).height();
        double lane = left + LANE * lane(bottom, older.y());
        return new Route(
                edge,
                List.of(
                        new Point(start, older.y()),
                        new Point(start, older.y() - CLEARANCE),
                        new Point(lane, older.y() - CLEARANCE),
                        new Point(lane, bottom + CLEARANCE),
                        new Point(end, bottom + CLEARANCE),
                        new Point(end, bottom)));
    }

    /** The first lane that is free from a top on; the edges come from top to bottom. */
    private int lane(double top, double bottom) {
        for (int lane = 0; lane < lanes.size(); lane++) {
            if (lanes.get(lane) < top) {
                lanes.set(lane, bottom);
                return lane;
            }
        }
        lanes.add(bottom);
        return lanes.size() - 1;
    }
}
