package dev.reflux.drawing;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A line between two revisions, by their ids; the older one may be outside of the picture. */
record GraphEdge(String newer, String older, EdgeKind kind) {

    /** All lines of a picture, each once, in the order of its revisions and of their files. */
    static List<GraphEdge> of(GraphPicture picture) {
        List<GraphEdge> edges = new ArrayList<>();
        for (PicturedRevision revision : picture.revisions()) {
            Set<String> parents = new LinkedHashSet<>(revision.details().node().downRevisions());
            Set<String> dependencies = new LinkedHashSet<>(revision.details().dependencies());
            dependencies.removeAll(parents);
            parents.forEach(parent -> edges.add(new GraphEdge(revision.id(), parent, EdgeKind.DOWN_REVISION)));
            dependencies.forEach(other -> edges.add(new GraphEdge(revision.id(), other, EdgeKind.DEPENDS_ON)));
        }
        return List.copyOf(edges);
    }
}
