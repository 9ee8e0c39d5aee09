package dev.reflux.revision;

import dev.reflux.revision.Topology.Edges;
import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;

/**
 * Leaves out dependencies that an ancestor (by down revision) declares as well: they say nothing new.
 *
 * <p>The graph is walked depth first along the first down revisions, with a count of what the ancestors of the current
 * revision declare. At a merge the ancestors that only the other down revisions have are added, and taken away again on
 * the way back. So each revision is entered once, and a side branch is looked at once for each merge that joins it.
 */
final class ImpliedDependencies {

    private final Edges versioned;
    private final int[][] declared;
    private final int[][] result;
    private final int[] count;
    private final BitSet counted = new BitSet();
    private int[] log = new int[16];
    private int logged;

    private ImpliedDependencies(Edges versioned, int[][] declared) {
        this.versioned = versioned;
        this.declared = declared;
        this.result = declared.clone();
        this.count = new int[declared.length];
    }

    static int[][] removed(Edges versioned, int[][] declared) {
        if (!anyDeclaredTwice(declared)) {
            return declared;
        }
        ImpliedDependencies walk = new ImpliedDependencies(versioned, declared);
        for (int i = 0; i < declared.length; i++) {
            if (versioned.down(i).length == 0) {
                walk.from(i);
            }
        }
        return walk.result;
    }

    private static boolean anyDeclaredTwice(int[][] declared) {
        BitSet seen = new BitSet();
        for (int[] dependencies : declared) {
            for (int dependency : dependencies) {
                if (seen.get(dependency)) {
                    return true;
                }
                seen.set(dependency);
            }
        }
        return false;
    }

    private void from(int base) {
        IntStack path = new IntStack();
        IntStack nextChild = new IntStack();
        IntStack marks = new IntStack();
        enter(base, path, nextChild, marks);
        while (!path.isEmpty()) {
            int revision = path.peek();
            int[] children = versioned.up(revision);
            int child = nextChild.pop();
            if (child == children.length) {
                path.pop();
                forgetDownTo(marks.pop());
                continue;
            }
            nextChild.push(child + 1);
            if (versioned.down(children[child])[0] == revision) {
                enter(children[child], path, nextChild, marks);
            }
        }
    }

    private void enter(int revision, IntStack path, IntStack nextChild, IntStack marks) {
        marks.push(logged);
        path.push(revision);
        nextChild.push(0);
        int[] parents = versioned.down(revision);
        if (parents.length > 1) {
            countAncestors(parents);
        }
        if (declared[revision].length > 0) {
            result[revision] =
                    IntStream.of(declared[revision]).filter(d -> count[d] == 0).toArray();
        }
        add(revision);
    }

    private void countAncestors(int[] parents) {
        IntStack todo = new IntStack();
        for (int parent : parents) {
            todo.push(parent);
        }
        while (!todo.isEmpty()) {
            int revision = todo.pop();
            if (!counted.get(revision)) {
                add(revision);
                for (int parent : versioned.down(revision)) {
                    todo.push(parent);
                }
            }
        }
    }

    private void add(int revision) {
        counted.set(revision);
        for (int dependency : declared[revision]) {
            count[dependency]++;
        }
        if (logged == log.length) {
            log = Arrays.copyOf(log, logged * 2);
        }
        log[logged++] = revision;
    }

    private void forgetDownTo(int mark) {
        while (logged > mark) {
            int revision = log[--logged];
            counted.clear(revision);
            for (int dependency : declared[revision]) {
                count[dependency]--;
            }
        }
    }
}
