package dev.reflux.revision;

import java.util.BitSet;

/**
 * A topological order that finishes one branch before it turns to the next. Read from its end, as a history is, it
 * follows the first head of the files down to the revision that another head needs too, then that other head, and so
 * on, and at a merge the first down revision before the others: the order of Alembic's {@code _topological_sort}.
 */
final class TopologicalOrder {

    private final int[][] down;
    private final int[][] dependencies;
    private final int[] order;
    private final BitSet seen = new BitSet();
    private int placed;

    private TopologicalOrder(int[][] down, int[][] dependencies) {
        this.down = down;
        this.dependencies = dependencies;
        this.order = new int[down.length];
    }

    /** The revisions so ordered; the edges must hold no cycle. */
    static int[] of(int[][] down, int[][] dependencies) {
        TopologicalOrder result = new TopologicalOrder(down, dependencies);
        BitSet needed = new BitSet();
        for (int i = 0; i < down.length; i++) {
            setAll(needed, down[i]);
            setAll(needed, dependencies[i]);
        }
        for (int i = needed.previousClearBit(down.length - 1); i >= 0; i = needed.previousClearBit(i - 1)) {
            result.place(i);
        }
        return result.order;
    }

    private static void setAll(BitSet set, int[] members) {
        for (int member : members) {
            set.set(member);
        }
    }

    /** Depth first, last edge first, on a stack of its own: a chain may be longer than a thread's stack is deep. */
    private void place(int head) {
        IntStack path = new IntStack();
        IntStack edgesLeft = new IntStack();
        seen.set(head);
        path.push(head);
        edgesLeft.push(edges(head));
        while (!path.isEmpty()) {
            int revision = path.peek();
            int left = edgesLeft.pop();
            if (left == 0) {
                order[placed++] = path.pop();
                continue;
            }
            edgesLeft.push(left - 1);
            int parent = edge(revision, left - 1);
            if (!seen.get(parent)) {
                seen.set(parent);
                path.push(parent);
                edgesLeft.push(edges(parent));
            }
        }
    }

    private int edges(int revision) {
        return down[revision].length + dependencies[revision].length;
    }

    private int edge(int revision, int index) {
        int own = down[revision].length;
        return index < own ? down[revision][index] : dependencies[revision][index - own];
    }
}
