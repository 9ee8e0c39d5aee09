package dev.reflux.revision;

import dev.reflux.revision.Topology.Edges;
import java.util.BitSet;
import java.util.stream.IntStream;

/**
 * Leaves out dependencies that an ancestor (by down revision) declares as well: they say nothing new.
 *
 * <p>Only what two revisions declare can be left out. 64 such dependencies at a time go through the graph as the bits of a
 * number, from the bases upwards, whatever the branches and merges are.
 */
final class ImpliedDependencies {

    private final Edges versioned;
    private final int[][] declared;
    private final int[][] result;
    private final long[] below;

    private ImpliedDependencies(Edges versioned, int[][] declared) {
        this.versioned = versioned;
        this.declared = declared;
        this.result = declared.clone();
        this.below = new long[declared.length];
    }

    /**
     * The dependencies that remain.
     *
     * @param versioned edges of the down revisions, numbered in a topological order
     * @param declared the dependencies of each revision
     */
    static int[][] removed(Edges versioned, int[][] declared) {
        int[] repeated = declaredTwice(declared);
        ImpliedDependencies implied = new ImpliedDependencies(versioned, declared);
        int[] bits = new int[declared.length];
        for (int from = 0; from < repeated.length; from += Long.SIZE) {
            int to = Math.min(from + Long.SIZE, repeated.length);
            for (int i = from; i < to; i++) {
                bits[repeated[i]] = i - from + 1;
            }
            implied.pass(bits);
            for (int i = from; i < to; i++) {
                bits[repeated[i]] = 0;
            }
        }
        return implied.result;
    }

    private static int[] declaredTwice(int[][] declared) {
        BitSet once = new BitSet();
        BitSet twice = new BitSet();
        for (int[] dependencies : declared) {
            for (int dependency : dependencies) {
                (once.get(dependency) ? twice : once).set(dependency);
            }
        }
        return twice.stream().toArray();
    }

    /**
     * Lets some dependencies go up.
     *
     * @param bits the number of each dependency's bit, from 1; 0 for one that is not of these
     */
    private void pass(int[] bits) {
        for (int revision = 0; revision < declared.length; revision++) {
            long known = 0;
            for (int parent : versioned.down(revision)) {
                known |= below[parent];
            }
            long own = 0;
            for (int dependency : declared[revision]) {
                own |= bit(bits[dependency]);
            }
            if ((own & known) != 0) {
                long implied = known;
                result[revision] = IntStream.of(result[revision])
                        .filter(dependency -> (bit(bits[dependency]) & implied) == 0)
                        .toArray();
            }
            below[revision] = known | own;
        }
    }

    private static long bit(int number) {
        return number == 0 ? 0 : 1L << (number - 1);
    }
}
