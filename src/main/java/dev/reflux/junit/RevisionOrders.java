package dev.reflux.junit;

import dev.reflux.revision.MigrationStep;
import dev.reflux.revision.RevisionGraph;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Orders in which the revisions of a graph can be applied, each after all that it builds upon. Pure. */
final class RevisionOrders {

    private final RevisionGraph graph;
    private final List<String> usual;
    private final Map<String, List<String>> above = new HashMap<>();

    RevisionOrders(RevisionGraph graph) {
        this.graph = graph;
        this.usual = graph.planUpgrade(List.of(), "heads").steps().stream()
                .map(MigrationStep::revision)
                .toList();
        usual.forEach(id -> below(id).forEach(each -> above.computeIfAbsent(each, any -> new ArrayList<>())
                .add(id)));
    }

    /** The order of {@code upgrade heads} from base. */
    List<String> usual() {
        return usual;
    }

    /** The last of the usual order, which there is. */
    String last() {
        return usual.get(usual.size() - 1);
    }

    /** Whether each revision builds upon the one before it, so that there is no other order. */
    boolean isOnlyOne() {
        for (int i = 1; i < usual.size(); i++) {
            if (!below(usual.get(i)).contains(usual.get(i - 1))) {
                return false;
            }
        }
        return true;
    }

    /** One of all orders; the same for the same seed. */
    List<String> seeded(long seed) {
        Random random = new Random(seed);
        return drawn(random::nextInt);
    }

    /** The order that takes what the usual one takes last as soon as it can be applied. */
    List<String> contrary() {
        return drawn(ready -> ready - 1);
    }

    /** Of so many revisions that can be applied next the one at a place. */
    private List<String> drawn(IntUnaryOperator choice) {
        Map<String, Set<String>> waiting = new HashMap<>();
        List<String> ready = new ArrayList<>();
        for (String id : usual) {
            Set<String> below = new HashSet<>(below(id));
            if (below.isEmpty()) {
                ready.add(id);
            } else {
                waiting.put(id, below);
            }
        }
        List<String> order = new ArrayList<>();
        while (!ready.isEmpty()) {
            String next = ready.remove(choice.applyAsInt(ready.size()));
            order.add(next);
            above.getOrDefault(next, List.of()).forEach(each -> {
                Set<String> left = waiting.get(each);
                if (left != null && left.remove(next) && left.isEmpty()) {
                    ready.add(each);
                }
            });
        }
        return List.copyOf(order);
    }

    private List<String> below(String id) {
        return Stream.concat(graph.node(id).downRevisions().stream(), graph.details(id).dependencies().stream())
                .distinct()
                .toList();
    }

    /**
     * An order cut into pieces that one run can apply each: the last revision of a piece is the target of an upgrade that
     * applies just the piece, in this order.
     */
    List<List<String>> runs(List<String> order) {
        List<List<String>> runs = new ArrayList<>();
        List<String> run = new ArrayList<>();
        for (String id : order) {
            if (!run.isEmpty() && !below(id).contains(run.get(run.size() - 1))) {
                runs.add(List.copyOf(run));
                run.clear();
            }
            run.add(id);
        }
        if (!run.isEmpty()) {
            runs.add(List.copyOf(run));
        }
        return List.copyOf(runs);
    }

    /** Revisions of the usual order between two places, each of which builds upon the one before, as long as they are fit. */
    List<String> line(int from, int to, Predicate<String> fit) {
        List<String> line = new ArrayList<>();
        for (String id : usual.subList(from, to)) {
            boolean buildsUponLast = line.isEmpty() || below(id).contains(line.get(line.size() - 1));
            if (!buildsUponLast || !fit.test(id)) {
                break;
            }
            line.add(id);
        }
        return List.copyOf(line);
    }

    /** The heads among revisions that hold all that is below them. */
    List<String> heads(Collection<String> applied) {
        Set<String> heads = new HashSet<>(applied);
        applied.forEach(id -> below(id).forEach(heads::remove));
        return usual.stream().filter(heads::contains).toList();
    }

    /** All that a revision builds upon, with itself, in the usual order. */
    List<String> upTo(String id) {
        Set<String> applied = graph.applied(List.of(id));
        return usual.stream().filter(applied::contains).toList();
    }

    /** The file of a revision, as errors name it. */
    String file(String id) {
        return graph.node(id).source();
    }
}
