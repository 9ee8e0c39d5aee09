package dev.reflux.revision;

import java.util.BitSet;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The checked graph as arrays. A revision is a number here, and numbers are a topological order: parents and
 * dependencies of a revision have lower numbers. So a set of revisions is a {@link BitSet} that runs upwards when read
 * from its first bit, and any closure is one linear pass without a stack.
 */
final class Topology {

    /** Stands for the place below all bases. */
    static final int BASE = -1;

    private final List<RevisionNode> nodes;
    private final int[] fileOrder;
    private final Edges versioned;
    private final Edges all;
    private final int[][] dependencies;
    private final int[][] normalized;

    /**
     * Takes edges whose ends are already numbered in a topological order.
     *
     * @param nodes revisions by number
     * @param fileOrder numbers in the order in which the revisions were given
     * @param down numbers of the down revisions, by number
     * @param dependencies numbers of the dependencies, by number
     */
    Topology(List<RevisionNode> nodes, int[] fileOrder, int[][] down, int[][] dependencies) {
        this.nodes = List.copyOf(nodes);
        this.fileOrder = fileOrder.clone();
        this.versioned = Edges.of(down, fileOrder);
        this.dependencies = dependencies;
        int[][] joined = joined(down, dependencies);
        this.all = joined == down ? versioned : Edges.of(joined, fileOrder);
        this.normalized = joined(down, ImpliedDependencies.removed(versioned, dependencies));
    }

    /** The edges of both kinds; the very same array where there is no dependency. */
    private static int[][] joined(int[][] down, int[][] dependencies) {
        if (Stream.of(dependencies).allMatch(ends -> ends.length == 0)) {
            return down;
        }
        int[][] result = new int[down.length][];
        for (int i = 0; i < down.length; i++) {
            result[i] = joined(down[i], dependencies[i]);
        }
        return result;
    }

    /** The members of both, each once. */
    static int[] joined(int[] first, int[] second) {
        return second.length == 0
                ? first
                : IntStream.concat(IntStream.of(first), IntStream.of(second))
                        .distinct()
                        .toArray();
    }

    int size() {
        return nodes.size();
    }

    RevisionNode node(int revision) {
        return nodes.get(revision);
    }

    String id(int revision) {
        return nodes.get(revision).id();
    }

    List<String> ids(int... revisions) {
        return switch (revisions.length) {
            case 0 -> List.of();
            case 1 -> List.of(id(revisions[0]));
            default -> IntStream.of(revisions).mapToObj(this::id).toList();
        };
    }

    /** Numbers in the order in which the revisions were given. */
    int[] fileOrder() {
        return fileOrder.clone();
    }

    Edges versioned() {
        return versioned;
    }

    /** Down revisions and dependencies. */
    Edges all() {
        return all;
    }

    /** What a revision depends on beside its down revisions. */
    int[] dependencies(int revision) {
        return dependencies[revision];
    }

    /** Down revisions, and those dependencies that no ancestor declares as well. */
    int[] normalizedDown(int revision) {
        return normalized[revision];
    }

    int[] heads() {
        return inFileOrder(i -> versioned.up(i).length == 0);
    }

    int[] effectiveHeads() {
        return inFileOrder(i -> all.up(i).length == 0);
    }

    int[] bases() {
        return inFileOrder(i -> versioned.down(i).length == 0);
    }

    int[] effectiveBases() {
        return inFileOrder(i -> all.down(i).length == 0);
    }

    private int[] inFileOrder(IntPredicate wanted) {
        return IntStream.of(fileOrder).filter(wanted).toArray();
    }

    /** The revisions of a set from the highest number down: newest first. */
    static int[] newestFirst(BitSet revisions) {
        int[] result = new int[revisions.cardinality()];
        int at = 0;
        for (int i = revisions.length() - 1; i >= 0; i = revisions.previousSetBit(i - 1)) {
            result[at++] = i;
        }
        return result;
    }

    static BitSet setOf(int... revisions) {
        BitSet result = new BitSet();
        for (int revision : revisions) {
            if (revision != BASE) {
                result.set(revision);
            }
        }
        return result;
    }

    /** Those of the revisions that are strict ancestors, dependencies included, of another of them. */
    BitSet overlapping(BitSet revisions) {
        BitSet below = new BitSet();
        revisions.stream().forEach(i -> {
            for (int down : all.down(i)) {
                below.set(down);
            }
        });
        BitSet result = all.ancestors(below);
        result.and(revisions);
        return result;
    }

    /** Edges of one kind in both directions. */
    static final class Edges {

        private final int[][] down;
        private final int[][] up;

        private Edges(int[][] down, int[][] up) {
            this.down = down;
            this.up = up;
        }

        static Edges of(int[][] down, int[] fileOrder) {
            return new Edges(down, reversed(down, fileOrder));
        }

        /** The edges turned round; what comes in to a revision is in the given order of all revisions. */
        static int[][] reversed(int[][] edges, int[] order) {
            int[] counts = new int[edges.length];
            for (int[] ends : edges) {
                for (int end : ends) {
                    counts[end]++;
                }
            }
            int[][] result = new int[edges.length][];
            for (int i = 0; i < edges.length; i++) {
                result[i] = new int[counts[i]];
            }
            for (int i = order.length - 1; i >= 0; i--) {
                for (int end : edges[order[i]]) {
                    result[end][--counts[end]] = order[i];
                }
            }
            return result;
        }

        /** Parents, in the order of the file. */
        int[] down(int revision) {
            return down[revision];
        }

        /** Children, in file order. */
        int[] up(int revision) {
            return up[revision];
        }

        /** The revisions and all below them. */
        BitSet ancestors(BitSet revisions) {
            BitSet result = (BitSet) revisions.clone();
            for (int i = result.length() - 1; i >= 0; i = result.previousSetBit(i - 1)) {
                for (int parent : down[i]) {
                    result.set(parent);
                }
            }
            return result;
        }

        /** The revisions and all above them. */
        BitSet descendants(BitSet revisions) {
            BitSet result = (BitSet) revisions.clone();
            for (int i = result.nextSetBit(0); i >= 0; i = result.nextSetBit(i + 1)) {
                for (int child : up[i]) {
                    result.set(child);
                }
            }
            return result;
        }

        /** The revisions and all above or below them. */
        BitSet lineage(BitSet revisions) {
            BitSet result = ancestors(revisions);
            result.or(descendants(revisions));
            return result;
        }
    }
}
