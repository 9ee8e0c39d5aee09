package dev.reflux.drawing;

import dev.reflux.drawing.GraphLayout.Point;
import dev.reflux.drawing.GraphLayout.Route;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.eclipse.elk.alg.layered.LayeredLayoutProvider;
import org.eclipse.elk.alg.layered.options.FixedAlignment;
import org.eclipse.elk.alg.layered.options.LayeredOptions;
import org.eclipse.elk.alg.layered.options.LayeringStrategy;
import org.eclipse.elk.alg.layered.options.NodePlacementStrategy;
import org.eclipse.elk.core.data.LayoutMetaDataService;
import org.eclipse.elk.core.math.ElkPadding;
import org.eclipse.elk.core.options.Direction;
import org.eclipse.elk.core.options.EdgeRouting;
import org.eclipse.elk.core.options.PortConstraints;
import org.eclipse.elk.core.options.PortSide;
import org.eclipse.elk.core.util.NullElkProgressMonitor;
import org.eclipse.elk.graph.ElkEdge;
import org.eclipse.elk.graph.ElkEdgeSection;
import org.eclipse.elk.graph.ElkNode;
import org.eclipse.elk.graph.ElkPort;
import org.eclipse.elk.graph.util.ElkGraphUtil;

/**
 * Arranges shapes in layers, newest on top, by the <a href="https://eclipse.dev/elk/">Eclipse Layout Kernel</a>. The
 * only class that needs the optional library.
 */
final class ElkLayout {

    private static final double MARGIN = 24;

    private static final double BETWEEN_COLUMNS = 28;

    private static final double BETWEEN_LAYERS = 44;

    private static final double BETWEEN_EDGES = 12;

    /** More than the height of any shape. */
    private static final double ROW_PITCH = 1000;

    private final ElkNode root = ElkGraphUtil.createGraph();

    private final Map<String, ElkNode> nodes = new LinkedHashMap<>();

    private final Map<GraphEdge, ElkEdge> edges = new LinkedHashMap<>();

    private final Map<Above, ElkPort> above = new HashMap<>();

    /** Where edges of a kind leave a revision upwards. */
    private record Above(String older, EdgeKind kind) {}

    private ElkLayout() {}

    /** The layout of shapes with edges between them. */
    static GraphLayout of(Collection<? extends Shape> shapes, List<GraphEdge> edges) {
        Layers layers = Layers.of(shapes.stream().map(Shape::id).toList(), edges);
        Map<Boolean, List<GraphEdge>> byReach =
                edges.stream().collect(Collectors.partitioningBy(edge -> Detours.isFar(edge, layers)));
        List<GraphEdge> far = Objects.requireNonNull(byReach.get(true));
        List<GraphEdge> near = Objects.requireNonNull(byReach.get(false));
        ElkLayout layout = new ElkLayout();
        layout.configure();
        shapes.forEach(shape -> layout.add(shape, layers.row(shape.id())));
        Contacts contacts = new Contacts(near);
        Trunks trunks = Trunks.of(layout.nodes.keySet(), near, layers);
        near.forEach(edge -> layout.add(edge, contacts.atNewer(edge), trunks.contains(edge)));
        // Registers the types of options with the library, without which it cannot copy them
        LayoutMetaDataService.getInstance();
        new LayeredLayoutProvider().layout(layout.root, new NullElkProgressMonitor());
        return layout.result(shapes, layers, far);
    }

    private void configure() {
        root.setProperty(LayeredOptions.DIRECTION, Direction.DOWN);
        root.setProperty(LayeredOptions.EDGE_ROUTING, EdgeRouting.ORTHOGONAL);
        root.setProperty(LayeredOptions.LAYERING_STRATEGY, LayeringStrategy.INTERACTIVE);
        root.setProperty(LayeredOptions.NODE_PLACEMENT_STRATEGY, NodePlacementStrategy.BRANDES_KOEPF);
        root.setProperty(LayeredOptions.NODE_PLACEMENT_BK_FIXED_ALIGNMENT, FixedAlignment.NONE);
        // Parts side by side: packed into rows, an old part would end up below a new one
        root.setProperty(LayeredOptions.SEPARATE_CONNECTED_COMPONENTS, false);
        root.setProperty(LayeredOptions.THOROUGHNESS, 5);
        root.setProperty(LayeredOptions.SPACING_NODE_NODE, BETWEEN_COLUMNS);
        root.setProperty(LayeredOptions.SPACING_EDGE_NODE, BETWEEN_EDGES);
        root.setProperty(LayeredOptions.SPACING_EDGE_EDGE, BETWEEN_EDGES);
        root.setProperty(LayeredOptions.SPACING_NODE_NODE_BETWEEN_LAYERS, BETWEEN_LAYERS);
        root.setProperty(LayeredOptions.SPACING_EDGE_NODE_BETWEEN_LAYERS, BETWEEN_EDGES);
        root.setProperty(LayeredOptions.SPACING_EDGE_EDGE_BETWEEN_LAYERS, BETWEEN_EDGES);
        root.setProperty(LayeredOptions.PADDING, new ElkPadding(MARGIN));
    }

    /** The rows are given as places: the library's own search for rows recurses as deep as the graph is high. */
    private void add(Shape shape, int row) {
        ElkNode node = ElkGraphUtil.createNode(root);
        node.setDimensions(shape.width(), shape.height());
        node.setLocation(0, -row * ROW_PITCH);
        node.setProperty(LayeredOptions.PORT_CONSTRAINTS, PortConstraints.FIXED_POS);
        nodes.put(shape.id(), node);
    }

    private void add(GraphEdge edge, double acrossNewer, boolean straight) {
        ElkPort lower = above.computeIfAbsent(
                new Above(edge.older(), edge.kind()),
                key -> port(edge.older(), PortSide.NORTH, Contacts.atOlder(edge)));
        ElkPort upper = port(edge.newer(), PortSide.SOUTH, acrossNewer);
        ElkEdge drawn = ElkGraphUtil.createSimpleEdge(upper, lower);
        // The placement looks at the edges of the highest priority alone; below 0 it would find none
        drawn.setProperty(LayeredOptions.PRIORITY_STRAIGHTNESS, straight ? 1 : 0);
        edges.put(edge, drawn);
    }

    private ElkPort port(String id, PortSide side, double across) {
        ElkNode node = Objects.requireNonNull(nodes.get(id), id);
        ElkPort port = ElkGraphUtil.createPort(node);
        port.setLocation(node.getWidth() * across, side == PortSide.NORTH ? 0 : node.getHeight());
        port.setProperty(LayeredOptions.PORT_SIDE, side);
        return port;
    }

    private GraphLayout result(Collection<? extends Shape> shapes, Layers layers, List<GraphEdge> far) {
        Map<String, Point> corners = new HashMap<>();
        nodes.forEach((id, node) -> corners.put(id, new Point(node.getX(), node.getY())));
        List<Route> routes = new ArrayList<>();
        edges.forEach((edge, drawn) ->
                routes.add(new Route(edge, points(drawn.getSections().get(0)))));
        List<Route> detours = Detours.of(far, shapes, layers, corners, root.getWidth());
        routes.addAll(detours);
        double right = detours.stream()
                .flatMap(route -> route.points().stream())
                .mapToDouble(point -> point.x() + MARGIN)
                .reduce(root.getWidth(), Math::max);
        return new GraphLayout(right, root.getHeight(), corners, routes);
    }

    /** Upwards: the library draws from the newer to the older revision. */
    private static List<Point> points(ElkEdgeSection section) {
        List<Point> points = new ArrayList<>();
        points.add(new Point(section.getEndX(), section.getEndY()));
        for (int bend = section.getBendPoints().size() - 1; bend >= 0; bend--) {
            var point = section.getBendPoints().get(bend);
            points.add(new Point(point.getX(), point.getY()));
        }
        points.add(new Point(section.getStartX(), section.getStartY()));
        return points;
    }
}
