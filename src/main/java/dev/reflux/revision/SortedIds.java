package dev.reflux.revision;

import java.util.AbstractList;
import java.util.Collection;
import java.util.Objects;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/**
 * A sorted list of distinct ids that never changes; a changed copy shares all but a path of its tree.
 *
 * <p>Each step of a plan tells the rows after it. As plain lists those would cost steps times rows; as persistent AVL
 * trees they cost steps times the logarithm of the rows, and nothing is lost when nobody reads them.
 */
public final class SortedIds extends AbstractList<String> implements RandomAccess {

    static final SortedIds EMPTY = new SortedIds(null);

    private final @Nullable Tree root;

    private SortedIds(@Nullable Tree root) {
        this.root = root;
    }

    /** The ids sorted, each once; costs nothing when they are such a list already. */
    public static SortedIds copyOf(Collection<String> ids) {
        if (ids instanceof SortedIds sorted) {
            return sorted;
        }
        SortedIds result = EMPTY;
        for (String id : ids) {
            result = result.plus(id);
        }
        return result;
    }

    SortedIds plus(String id) {
        return contains(id) ? this : new SortedIds(Tree.insert(root, id));
    }

    SortedIds minus(String id) {
        return contains(id) ? new SortedIds(Tree.remove(Objects.requireNonNull(root), id)) : this;
    }

    @Override
    public boolean contains(@Nullable Object other) {
        if (!(other instanceof String id)) {
            return false;
        }
        Tree at = root;
        while (at != null) {
            int order = id.compareTo(at.id);
            if (order == 0) {
                return true;
            }
            at = order < 0 ? at.left : at.right;
        }
        return false;
    }

    @Override
    public int size() {
        return Tree.size(root);
    }

    @Override
    public String get(int index) {
        Tree at = Objects.requireNonNull(root == null ? null : Tree.at(root, Objects.checkIndex(index, size())));
        return at.id;
    }

    /** Node of an AVL tree; its depth, and so all recursion, is logarithmic. */
    private static final class Tree {

        final @Nullable Tree left;
        final String id;
        final @Nullable Tree right;
        final int height;
        final int size;

        Tree(@Nullable Tree left, String id, @Nullable Tree right) {
            this.left = left;
            this.id = id;
            this.right = right;
            this.height = 1 + Math.max(height(left), height(right));
            this.size = 1 + size(left) + size(right);
        }

        static int height(@Nullable Tree tree) {
            return tree == null ? 0 : tree.height;
        }

        static int size(@Nullable Tree tree) {
            return tree == null ? 0 : tree.size;
        }

        static Tree at(Tree root, int index) {
            Tree tree = root;
            int rest = index;
            while (rest != size(tree.left)) {
                if (rest < size(tree.left)) {
                    tree = Objects.requireNonNull(tree.left);
                } else {
                    rest -= size(tree.left) + 1;
                    tree = Objects.requireNonNull(tree.right);
                }
            }
            return tree;
        }

        static Tree insert(@Nullable Tree tree, String id) {
            if (tree == null) {
                return new Tree(null, id, null);
            }
            return id.compareTo(tree.id) < 0
                    ? balanced(insert(tree.left, id), tree.id, tree.right)
                    : balanced(tree.left, tree.id, insert(tree.right, id));
        }

        /** The id is known to be in the tree. */
        static @Nullable Tree remove(Tree tree, String id) {
            int order = id.compareTo(tree.id);
            if (order < 0) {
                return balanced(remove(Objects.requireNonNull(tree.left), id), tree.id, tree.right);
            }
            if (order > 0) {
                return balanced(tree.left, tree.id, remove(Objects.requireNonNull(tree.right), id));
            }
            if (tree.left == null || tree.right == null) {
                return tree.left == null ? tree.right : tree.left;
            }
            String successor = at(tree.right, 0).id;
            return balanced(tree.left, successor, remove(tree.right, successor));
        }

        private static Tree balanced(@Nullable Tree left, String id, @Nullable Tree right) {
            if (left != null && left.height > height(right) + 1) {
                return rotatedRight(left, id, right);
            }
            if (right != null && right.height > height(left) + 1) {
                return rotatedLeft(left, id, right);
            }
            return new Tree(left, id, right);
        }

        private static Tree rotatedRight(Tree left, String id, @Nullable Tree right) {
            Tree inner = left.right;
            if (inner != null && inner.height > height(left.left)) {
                return new Tree(new Tree(left.left, left.id, inner.left), inner.id, new Tree(inner.right, id, right));
            }
            return new Tree(left.left, left.id, new Tree(inner, id, right));
        }

        private static Tree rotatedLeft(@Nullable Tree left, String id, Tree right) {
            Tree inner = right.left;
            if (inner != null && inner.height > height(right.right)) {
                return new Tree(new Tree(left, id, inner.left), inner.id, new Tree(inner.right, right.id, right.right));
            }
            return new Tree(new Tree(left, id, inner), right.id, right.right);
        }
    }
}
