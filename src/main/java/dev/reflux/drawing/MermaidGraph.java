package dev.reflux.drawing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The graph as a <a href="https://mermaid.js.org/syntax/flowchart.html">Mermaid flowchart</a>, oldest at the bottom.
 *
 * <p>Arrows point the way an upgrade goes: solid from a down revision, dotted from a dependency. Revisions have the names
 * {@code n0}, {@code n1} …, so that no id can be a word of Mermaid, and one of the classes {@code current},
 * {@code applied} and {@code pending} where that is known; heads have the class {@code head} too. What lies outside of
 * the picture is a node of the class {@code outside}.
 */
public final class MermaidGraph {

    private static final String INDENT = "    ";

    /** What Mermaid reads after it has decoded a label: the sign for a new line, formulas and icons. */
    private static final Pattern INSIDE_OF_SIGNS =
            Pattern.compile("(?<=\\\\)(?=n)|(?<=\\$)(?=\\$)|(?<=fa[bklrs]?:)(?=fa-)");

    /** Of no width. */
    private static final String APART = "\u200B";

    private MermaidGraph() {}

    /** The whole text, each line with its end. */
    public static String draw(GraphPicture picture) {
        NamedNodes nodes = NamedNodes.of(picture);
        StringBuilder text = new StringBuilder("flowchart BT\n");
        for (NamedNodes.Node node : nodes.nodes()) {
            line(text, node.name() + "[\"" + label(node) + "\"]");
        }
        for (NamedNodes.Edge edge : nodes.edges()) {
            line(text, edge.from() + (edge.dependency() ? " -.-> " : " --> ") + edge.to());
        }
        for (NodeClass each : NodeClass.values()) {
            List<String> members = nodes.members(each);
            if (!members.isEmpty()) {
                String name = each.name().toLowerCase(Locale.ROOT);
                line(text, "classDef " + name + " " + style(each));
                line(text, "class " + String.join(",", members) + " " + name);
            }
        }
        return text.toString();
    }

    private static void line(StringBuilder text, String line) {
        text.append(INDENT).append(line).append('\n');
    }

    private static String style(NodeClass of) {
        return switch (of) {
            case OUTSIDE -> "fill:none,stroke-dasharray:4 3";
            case PENDING -> "fill:#ffffff,stroke:#8c959f,color:#57606a";
            case APPLIED -> "fill:#ddf4ff,stroke:#54aeff,color:#0a3069";
            case CURRENT -> "fill:#1a7f37,stroke:#116329,color:#ffffff";
            case HEAD -> "stroke-width:3px";
        };
    }

    private static String label(NamedNodes.Node node) {
        List<String> lines = new ArrayList<>();
        node.label().forEach(line -> lines.add(escaped(line)));
        return String.join("<br/>", lines);
    }

    /** Mermaid reads HTML, Markdown and its own codes in a label: all but letters, digits and a few more is such a code. */
    private static String escaped(String text) {
        StringBuilder result = new StringBuilder();
        INSIDE_OF_SIGNS.matcher(text).replaceAll(APART).codePoints().forEach(point -> {
            if (Character.isLetterOrDigit(point) || " ,()".indexOf(point) >= 0) {
                result.appendCodePoint(point);
            } else {
                result.append('#').append(point).append(';');
            }
        });
        return result.toString();
    }
}
