package dev.reflux.drawing;

import dev.reflux.drawing.GraphLayout.Point;
import dev.reflux.drawing.GraphLayout.Route;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Ways for dependencies over many rows: out to the right of everything, along there, and back in. Left among the
 * revisions they would push branches out of their columns.
 */
final class Detours {

    /** Dependencies over no more rows than this stay among the revisions. */
    private static final int NEAR = 4;

    /** Half of what is kept free between a row and the nearest line along it. */
    private static final double CLEARANCE = 6;

    private static final double LANE = 12;

    private static final double INDENT = 22;

    private final Map<String, Box> boxes = new HashMap<>();

    private final List<Double> lanes = new ArrayList<>();

    private final double left;

    private Detours(Collection<? extends Shape> shapes, Layers layers, Map<String, Point> corners, double left) {
        Map<Integer, Double> tops = new HashMap<>();
        Map<Integer, Double> bottoms = new HashMap<>();
        for (Shape shape : shapes) {
            double top = corner(corners, shape).y();
            tops.merge(layers.row(shape.id()), top, Math::min);
            bottoms.merge(layers.row(shape.id()), top + shape.height(), Math::max);
        }
        for (Shape shape : shapes) {
            Point corner = corner(corners, shape);
            int row = layers.row(shape.id());
            double above = Objects.requireNonNull(tops.get(row)) - CLEARANCE;
            double below = Objects.requireNonNull(bottoms.get(row)) + CLEARANCE;
            double x = corner.x() + shape.width() - INDENT;
            boxes.put(shape.id(), new Box(x, corner.y(), corner.y() + shape.height(), above, below));
        }
        this.left = left;
    }

    /**
     * Where detours meet a box.
     *
     * @param above where nothing of its row is in the way of a line to the right, over it
     * @param below the same, under it
     */
    private record Box(double x, double top, double bottom, double above, double below) {}

    private static Point corner(Map<String, Point> corners, Shape shape) {
        return Objects.requireNonNull(corners.get(shape.id()), shape.id());
    }

    private Box box(String id) {
        return Objects.requireNonNull(boxes.get(id), id);
    }

    static boolean isFar(GraphEdge edge, Layers layers) {
        return edge.kind() == EdgeKind.DEPENDS_ON && layers.height(edge) > NEAR;
    }

    /** Routes to the right of a coordinate, as near to it as they can be without lying upon each other. */
    static List<Route> of(
            List<GraphEdge> edges,
            Collection<? extends Shape> shapes,
            Layers layers,
            Map<String, Point> corners,
            double left) {
        if (edges.isEmpty()) {
            return List.of();
        }
        Detours detours = new Detours(shapes, layers, corners, left);
        return edges.stream()
                .sorted(Comparator.comparingDouble(
                        edge -> detours.box(edge.newer()).below()))
                .map(detours::route)
                .toList();
    }

    private Route route(GraphEdge edge) {
        Box older = box(edge.older());
        Box newer = box(edge.newer());
        double lane = left + LANE * takeLane(newer.below(), older.above());
        return new Route(
                edge,
                List.of(
                        new Point(older.x(), older.top()),
                        new Point(older.x(), older.above()),
                        new Point(lane, older.above()),
                        new Point(lane, newer.below()),
                        new Point(newer.x(), newer.below()),
                        new Point(newer.x(), newer.bottom())));
    }

    /** The first lane that is free from a height on; the edges come from top to bottom. */
    private int takeLane(double from, double until) {
        for (int lane = 0; lane < lanes.size(); lane++) {
            if (lanes.get(lane) < from) {
                lanes.set(lane, until);
                return lane;
            }
        }
        lanes.add(until);
        return lanes.size() - 1;
    }
}
