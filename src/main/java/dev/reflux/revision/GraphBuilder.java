package dev.reflux.revision;

import static dev.reflux.revision.NameRules.shown;

import dev.reflux.error.RevisionGraphException.Kind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Checks the declared revisions and numbers them in a topological order. Here revisions are first numbered in file
 * order; the numbers of the result are those of {@link Topology}.
 *
 * <p>The order of the checks is Alembic's, so that of several faults the same one names the error.
 */
final class GraphBuilder {

    private static final int[] NONE = {};

    private final List<RevisionNode> nodes;
    private final Problems problems = new Problems();
    private final Map<String, Integer> ids;
    private final Map<String, Integer> labels = new HashMap<>();
    private final int[][] down;
    private final int[][] dependencies;

    private GraphBuilder(List<RevisionNode> nodes) {
        this.nodes = nodes;
        this.ids = new HashMap<>(2 * nodes.size());
        this.down = new int[nodes.size()][];
        this.dependencies = new int[nodes.size()][];
    }

    /** The names with their numbers, and the graph. */
    record Built(Names names, Topology topology) {}

    static Built build(List<RevisionNode> nodes) {
        GraphBuilder builder = new GraphBuilder(nodes);
        builder.checkEachAlone();
        builder.collectIds();
        builder.collectLabels();
        builder.resolveEdges();
        builder.problems.throwIfAny();
        CycleCheck.refuse(nodes, builder.down, builder.dependencies);
        return builder.numbered();
    }

    private void checkEachAlone() {
        for (RevisionNode node : nodes) {
            if (node.downRevisions().contains(node.id())) {
                problems.add(
                        Kind.SELF_LOOP,
                        node,
                        subject(node) + " names itself as its down revision."
                                + " Name the revision before it, or none for a base.");
            } else if (node.dependsOn().contains(node.id())) {
                problems.add(
                        Kind.DEPENDENCY_SELF_LOOP,
                        node,
                        subject(node) + " depends on itself. Remove that entry of depends_on.");
            }
            NameRules.faultOfId(node.id())
                    .ifPresent(fault -> problems.add(
                            Kind.INVALID_REVISION_ID,
                            node,
                            subject(node) + " has an id that " + fault + ". Choose another id."));
        }
    }

    private void collectIds() {
        for (int i = 0; i < nodes.size(); i++) {
            RevisionNode node = nodes.get(i);
            Integer other = ids.putIfAbsent(node.id(), i);
            if (other != null) {
                problems.add(
                        Kind.DUPLICATE_REVISION,
                        node,
                        "Revision " + shown(node.id()) + " is declared twice, in "
                                + nodes.get(other).source() + " and in " + node.source()
                                + ". Give one of them another id, or remove the file that is a copy.");
            }
        }
    }

    private void collectLabels() {
        for (int i = 0; i < nodes.size(); i++) {
            for (String label : nodes.get(i).branchLabels()) {
                collectLabel(i, label);
            }
        }
    }

    private void collectLabel(int revision, String label) {
        RevisionNode node = nodes.get(revision);
        NameRules.faultOfLabel(label)
                .ifPresent(fault -> problems.add(
                        Kind.INVALID_REVISION_ID,
                        node,
                        subject(node) + " has the branch label " + shown(label) + ", which " + fault
                                + ". Choose another label."));
        Integer id = ids.get(label);
        Integer other = id == null ? labels.putIfAbsent(label, revision) : id;
        if (other != null) {
            problems.add(
                    Kind.DUPLICATE_BRANCH_LABEL,
                    node,
                    "Branch label " + shown(label) + " of " + named(node) + " is already "
                            + (id == null ? "a label of " : "the id of ") + named(nodes.get(other))
                            + ". Choose another label.");
        }
    }

    private void resolveEdges() {
        for (int i = 0; i < nodes.size(); i++) {
            dependencies[i] = nodes.get(i).dependsOn().isEmpty() ? NONE : resolveDependencies(i);
        }
        for (int i = 0; i < nodes.size(); i++) {
            RevisionNode node = nodes.get(i);
            down[i] = numbers(node.downRevisions(), id -> found(ids.get(id), node, "down revision", id));
        }
    }

    private int[] resolveDependencies(int revision) {
        RevisionNode node = nodes.get(revision);
        return numbers(
                node.dependsOn(),
                name -> found(ids.containsKey(name) ? ids.get(name) : labels.get(name), node, "dependency", name));
    }

    /** The revisions of names, each once, without those that were not found. Most revisions have no name or a single one. */
    private static int[] numbers(List<String> names, ToIntFunction<String> found) {
        if (names.isEmpty()) {
            return NONE;
        }
        if (names.size() == 1) {
            int number = found.applyAsInt(names.get(0));
            return number < 0 ? NONE : new int[] {number};
        }
        return names.stream()
                .mapToInt(found)
                .filter(number -> number >= 0)
                .distinct()
                .toArray();
    }

    private int found(@Nullable Integer target, RevisionNode node, String role, String name) {
        if (target != null) {
            return target;
        }
        String label = labels.containsKey(name) ? " It is a branch label; write the revision's id." : "";
        problems.add(
                Kind.MISSING_REVISION,
                node,
                subject(node) + " has the " + role + " " + shown(name) + ", which no file declares." + label
                        + (label.isEmpty() ? " Restore the file that is missing, or correct the id." : ""));
        return -1;
    }

    /** A revision within a sentence. */
    static String named(RevisionNode node) {
        return "revision " + described(node);
    }

    /** A revision at the beginning of a sentence. */
    private static String subject(RevisionNode node) {
        return "Revision " + described(node);
    }

    private static String described(RevisionNode node) {
        return shown(node.id()) + " (" + node.source() + ")";
    }

    private Built numbered() {
        int[] order = TopologicalOrder.of(down, dependencies);
        int[] numberOf = new int[order.length];
        for (int number = 0; number < order.length; number++) {
            numberOf[order[number]] = number;
        }
        Topology topology = new Topology(
                IntStream.of(order).mapToObj(nodes::get).toList(),
                numberOf,
                renumbered(down, order, numberOf),
                renumbered(dependencies, order, numberOf));
        return new Built(new Names(ids, labels, numberOf), topology);
    }

    private static int[][] renumbered(int[][] edges, int[] order, int[] numberOf) {
        int[][] result = new int[order.length][];
        for (int number = 0; number < order.length; number++) {
            int[] ends = edges[order[number]].clone();
            for (int i = 0; i < ends.length; i++) {
                ends[i] = numberOf[ends[i]];
            }
            result[number] = ends;
        }
        return result;
    }
}
