package dev.reflux.drawing;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The order of the rows: each revision above all that it comes from or depends on, and one branch after the other, as far
 * as that allows. Linear in revisions and edges.
 */
final class DrawingOrder {

    private final Map<String, PicturedRevision> pictured = new HashMap<>();
    private final Map<String, Integer> undrawnAbove = new HashMap<>();
    private final List<PicturedRevision> order = new ArrayList<>();

    private DrawingOrder(GraphPicture picture) {
        for (PicturedRevision revision : picture.revisions()) {
            pictured.put(revision.id(), revision);
        }
        for (PicturedRevision revision : picture.revisions()) {
            below(revision).forEach(id -> undrawnAbove.merge(id, 1, Integer::sum));
        }
    }

    static List<PicturedRevision> of(GraphPicture picture) {
        DrawingOrder result = new DrawingOrder(picture);
        for (PicturedRevision revision : picture.revisions()) {
            if (!result.undrawnAbove.containsKey(revision.id())) {
                result.drawFrom(revision);
            }
        }
        return result.order;
    }

    /** Follows a branch until something above its next revision is still to be drawn, then the branch left last. */
    private void drawFrom(PicturedRevision tip) {
        Deque<PicturedRevision> ready = new ArrayDeque<>();
        ready.push(tip);
        while (!ready.isEmpty()) {
            PicturedRevision next = ready.pop();
            order.add(next);
            List<String> below = new ArrayList<>(below(next));
            for (int i = below.size() - 1; i >= 0; i--) {
                String id = below.get(i);
                PicturedRevision revision = pictured.get(id);
                if (revision != null && undrawnAbove.merge(id, -1, Integer::sum) == 0) {
                    ready.push(revision);
                }
            }
        }
    }

    private static Set<String> below(PicturedRevision revision) {
        Set<String> result = new LinkedHashSet<>(revision.details().node().downRevisions());
        result.addAll(revision.details().dependencies());
        return result;
    }
}
