package dev.reflux.drawing;

import dev.reflux.revision.RevisionGraph;
import dev.reflux.revision.RevisionNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Short ways to say pictures. */
final class PictureFixture {

    private PictureFixture() {}

    /** {@code id <- parent parent ; dependency # label}, one revision a string; each part but the id may be absent. */
    static RevisionNode node(String text) {
        String[] label = text.split("#", 2);
        String[] dependencies = label[0].split(";", 2);
        String[] down = dependencies[0].split("<-", 2);
        return new RevisionNode(
                down[0].strip(),
                words(down),
                words(dependencies),
                words(label),
                "about " + down[0].strip(),
                down[0].strip() + ".sql");
    }

    private static List<String> words(String[] parts) {
        return parts.length == 1 || parts[1].isBlank()
                ? List.of()
                : List.of(parts[1].strip().split(" +"));
    }

    static GraphPicture picture(String... nodes) {
        return picture(Stream.of(nodes).map(PictureFixture::node).toList());
    }

    static GraphPicture picture(List<RevisionNode> nodes) {
        return picture(RevisionGraph.of(nodes), null, Map.of());
    }

    /** A range of a graph (null: all of it), with the states of some of its revisions. */
    static GraphPicture picture(RevisionGraph graph, @Nullable String range, Map<String, RevisionState> states) {
        return new GraphPicture(graph.history(range, List.of()).stream()
                .map(node -> new PicturedRevision(graph.details(node.id()), null, states.get(node.id())))
                .toList());
    }

    /** Any graph: forests, octopus merges, criss-cross merges, dependencies across; sometimes only a part of it. */
    static GraphPicture random(int seed) {
        Random random = new Random(seed);
        int size = 1 + random.nextInt(40);
        int reach = 1 + random.nextInt(12);
        List<RevisionNode> nodes = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            Set<String> down = new LinkedHashSet<>();
            for (int edges = edges(random); edges > 0 && i > 0; edges--) {
                down.add("r" + Math.max(0, i - 1 - random.nextInt(reach)));
            }
            List<String> dependsOn = i > 0 && random.nextInt(6) == 0 ? List.of("r" + random.nextInt(i)) : List.of();
            nodes.add(new RevisionNode(
                    "r" + i, List.copyOf(down), dependsOn, List.of(), "about r" + i, "r" + i + ".sql"));
        }
        Collections.shuffle(nodes, random);
        GraphPicture whole = picture(RevisionGraph.of(nodes), null, Map.of());
        return random.nextInt(3) > 0
                ? whole
                : new GraphPicture(whole.revisions().stream()
                        .filter(revision -> random.nextInt(4) > 0)
                        .toList());
    }

    private static int edges(Random random) {
        return switch (random.nextInt(10)) {
            case 0 -> 0;
            case 1, 2 -> 2;
            case 3 -> 2 + random.nextInt(5);
            default -> 1;
        };
    }

    /** Sorted down revisions by revision; each that is not in the picture is a question mark. */
    static Map<String, List<String>> edges(GraphPicture picture) {
        List<String> pictured =
                picture.revisions().stream().map(PicturedRevision::id).toList();
        Map<String, List<String>> result = new HashMap<>();
        for (PicturedRevision revision : picture.revisions()) {
            result.put(
                    revision.id(),
                    revision.details().node().downRevisions().stream()
                            .map(down -> pictured.contains(down) ? down : DrawingReader.OUTSIDE)
                            .sorted()
                            .toList());
        }
        return result;
    }
}
