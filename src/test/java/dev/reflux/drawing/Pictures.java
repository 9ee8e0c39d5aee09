package dev.reflux.drawing;

import dev.reflux.revision.RevisionGraph;
import dev.reflux.revision.RevisionNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Pictures of graphs that tests make up. */
final class Pictures {

    private static final List<String> MESSAGES = List.of(
            "create users",
            "add the price of a product in the currency of its seller",
            "index purchases by product and time",
            "backfill totals",
            "drop a column that nobody reads any more, after three releases");

    private Pictures() {}

    static RevisionNode node(String id, String... parents) {
        return new RevisionNode(id, List.of(parents), List.of(), List.of(), "message of " + id, id + ".sql");
    }

    static RevisionNode node(
            String id, List<String> parents, List<String> dependsOn, List<String> labels, @Nullable String message) {
        return new RevisionNode(id, parents, dependsOn, labels, message, id + ".sql");
    }

    static GraphPicture of(RevisionNode... nodes) {
        return of(List.of(nodes), id -> null);
    }

    static GraphPicture of(List<RevisionNode> nodes, Function<String, @Nullable RevisionState> states) {
        RevisionGraph graph = RevisionGraph.of(nodes);
        return new GraphPicture(graph.history(null, List.of()).stream()
                .map(node ->
                        new PicturedRevision(graph.details(node.id()), "2026-11-20T14:32:00Z", states.apply(node.id())))
                .toList());
    }

    /**
     * A thousand revisions: a trunk, 50 labelled branches of ten, of which two in three are merged back, and dependencies
     * over long distances.
     */
    static GraphPicture thousand() {
        Random random = new Random(7);
        List<RevisionNode> nodes = new ArrayList<>();
        List<String> trunk = new ArrayList<>();
        List<String> open = new ArrayList<>();
        int number = 0;
        while (nodes.size() < 1000) {
            List<String> parents = new ArrayList<>(trunk.isEmpty() ? List.of() : List.of(last(trunk)));
            if (!open.isEmpty() && nodes.size() % 3 == 0) {
                parents.add(open.remove(0));
            }
            String id = id(number++);
            List<String> dependsOn = trunk.size() > 60 && trunk.size() % 9 == 0
                    ? List.of(trunk.get(random.nextInt(trunk.size() - 40)))
                    : List.of();
            nodes.add(node(id, parents, dependsOn, List.of(), MESSAGES.get(number % MESSAGES.size())));
            trunk.add(id);
            if (trunk.size() % 10 == 5 && nodes.size() + 10 <= 1000) {
                String tip = id;
                int branch = trunk.size() / 10;
                for (int at = 0; at < 10; at++) {
                    String next = id(number++);
                    List<String> labels = at == 0 ? List.of("feature-" + branch) : List.of();
                    nodes.add(node(next, List.of(tip), List.of(), labels, MESSAGES.get(number % MESSAGES.size())));
                    tip = next;
                }
                if (branch % 3 != 0) {
                    open.add(tip);
                }
            }
        }
        return of(
                nodes,
                id -> Integer.parseInt(id.substring(8), 16) < 900 ? RevisionState.APPLIED : RevisionState.PENDING);
    }

    private static String id(int number) {
        return "%08x%04x".formatted(number * 2654435761L & 0xFFFFFFFFL, number);
    }

    private static String last(List<String> list) {
        return list.get(list.size() - 1);
    }
}
