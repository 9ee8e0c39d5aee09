package dev.reflux.drawing;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A picture as nodes and edges with names that are safe in every language: {@code n0}, {@code n1} … */
final class NamedNodes {

    private final Map<String, Node> byId = new LinkedHashMap<>();
    private final List<Edge> edges = new ArrayList<>();

    /**
     * A node.
     *
     * @param name unique in the picture
     * @param label lines of text
     * @param classes what it is
     */
    record Node(String name, List<String> label, Set<NodeClass> classes) {}

    /**
     * An edge, the way an upgrade goes.
     *
     * @param from name of the down revision or dependency
     * @param to name of the revision
     * @param dependency whether it is a dependency
     */
    record Edge(String from, String to, boolean dependency) {}

    private NamedNodes() {}

    static NamedNodes of(GraphPicture picture) {
        NamedNodes result = new NamedNodes();
        picture.revisions().forEach(result::add);
        picture.revisions().forEach(result::addEdges);
        return result;
    }

    private void add(PicturedRevision revision) {
        Set<NodeClass> classes = EnumSet.noneOf(NodeClass.class);
        NodeClass state = NodeClass.of(revision.state());
        if (state != null) {
            classes.add(state);
        }
        if (revision.details().head()) {
            classes.add(NodeClass.HEAD);
        }
        List<String> label = new ArrayList<>();
        label.add(String.join(" ", with(revision.id(), RevisionTags.of(revision))));
        String message = revision.details().node().message();
        if (message != null) {
            label.add(message);
        }
        add(revision.id(), label, classes);
    }

    private static List<String> with(String first, List<String> rest) {
        List<String> all = new ArrayList<>(List.of(first));
        all.addAll(rest);
        return all;
    }

    private String add(String id, List<String> label, Set<NodeClass> classes) {
        String name = "n" + byId.size();
        byId.put(id, new Node(name, label.stream().map(OneLine::of).toList(), classes));
        return name;
    }

    private void addEdges(PicturedRevision revision) {
        String to = name(revision.id());
        revision.details().node().downRevisions().forEach(down -> edges.add(new Edge(name(down), to, false)));
        revision.details().dependencies().forEach(needed -> edges.add(new Edge(name(needed), to, true)));
    }

    private String name(String id) {
        Node node = byId.get(id);
        return node == null ? add(id, List.of(id), EnumSet.of(NodeClass.OUTSIDE)) : node.name();
    }

    /** Newest first; then those outside of the picture. */
    List<Node> nodes() {
        return List.copyOf(byId.values());
    }

    List<Edge> edges() {
        return List.copyOf(edges);
    }

    /** Names of the nodes of a class. */
    List<String> members(NodeClass wanted) {
        return byId.values().stream()
                .filter(node -> node.classes().contains(wanted))
                .map(Node::name)
                .toList();
    }
}
