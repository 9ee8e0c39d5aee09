package dev.reflux.drawing;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The graph in the <a href="https://graphviz.org/doc/info/lang.html">DOT language</a> of Graphviz, oldest at the bottom.
 *
 * <p>Arrows point the way an upgrade goes: solid from a down revision, dashed from a dependency. Current revisions are
 * filled, pending ones are pale, heads have a thick border; what lies outside of the picture is dashed.
 */
public final class DotGraph {

    private static final String HEADER =
            """
            digraph reflux {
                graph [rankdir=BT, charset="UTF-8"];
                node [shape=box, style="rounded,filled", fillcolor="#ffffff", fontname="Helvetica"];
                edge [color="#57606a"];
            """;

    private DotGraph() {}

    /** The whole text, each line with its end. */
    public static String draw(GraphPicture picture) {
        NamedNodes nodes = NamedNodes.of(picture);
        StringBuilder text = new StringBuilder(HEADER);
        for (NamedNodes.Node node : nodes.nodes()) {
            text.append("    ").append(node.name()).append(" [label=\"").append(label(node.label()));
            text.append('"').append(style(node)).append("];\n");
        }
        for (NamedNodes.Edge edge : nodes.edges()) {
            text.append("    ").append(edge.from()).append(" -> ").append(edge.to());
            text.append(edge.dependency() ? " [style=dashed];\n" : ";\n");
        }
        return text.append("}\n").toString();
    }

    private static String style(NamedNodes.Node node) {
        return node.classes().stream().map(DotGraph::style).collect(Collectors.joining());
    }

    private static String style(NodeClass of) {
        return switch (of) {
            case OUTSIDE -> ", style=\"rounded,dashed\"";
            case PENDING -> ", color=\"#8c959f\", fontcolor=\"#57606a\"";
            case APPLIED -> ", fillcolor=\"#ddf4ff\", color=\"#54aeff\", fontcolor=\"#0a3069\"";
            case CURRENT -> ", fillcolor=\"#1a7f37\", color=\"#116329\", fontcolor=\"#ffffff\"";
            case HEAD -> ", penwidth=3";
        };
    }

    private static String label(List<String> lines) {
        return lines.stream().map(DotGraph::escaped).collect(Collectors.joining("\\n"));
    }

    /** Graphviz reads backslashes and HTML entities in a label. */
    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("\\", "\\\\").replace("\"", "\\\"");
    }
}
