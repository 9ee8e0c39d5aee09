package dev.reflux.runtime;

import dev.reflux.dialect.AppliedRevision;
import dev.reflux.dialect.DatabaseState;
import dev.reflux.dialect.UnfinishedRevision;
import dev.reflux.error.DatabaseAheadException;
import dev.reflux.revision.RevisionGraph;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A database with revisions that no file declares: which they are, by the version rows and, below these, by the down
 * revisions in the history, and how to get back to what the files know.
 */
final class AheadDatabase {

    private final RevisionGraph graph;
    private final List<String> rows;
    private final List<UnfinishedRevision> unfinished;
    private final Map<String, AppliedRevision> history;
    private final Set<String> revisions = new LinkedHashSet<>();
    private final Set<String> knownBelow = new LinkedHashSet<>();

    /**
     * What is unknown in a state.
     *
     * @param history what the history holds for applied; empty where there is none
     */
    AheadDatabase(RevisionGraph graph, DatabaseState state, Collection<AppliedRevision> history) {
        this.graph = graph;
        this.rows = state.heads();
        this.unfinished = unfinished(graph, state);
        this.history = history.stream().collect(Collectors.toMap(AppliedRevision::revision, Function.identity()));
        collect();
    }

    /** Whether a state holds anything that the files do not know. */
    static boolean isAhead(RevisionGraph graph, DatabaseState state) {
        return !graph.unknownHeads(state.heads()).isEmpty()
                || !unfinished(graph, state).isEmpty();
    }

    private static List<UnfinishedRevision> unfinished(RevisionGraph graph, DatabaseState state) {
        return state.unfinished().stream()
                .filter(left -> !graph.contains(left.revision()))
                .toList();
    }

    private void collect() {
        Deque<String> left = new ArrayDeque<>(graph.unknownHeads(rows));
        while (!left.isEmpty()) {
            String id = left.poll();
            if (graph.contains(id)) {
                knownBelow.add(id);
            } else if (revisions.add(id)) {
                left.addAll(below(id));
            }
        }
    }

    private List<String> below(String id) {
        AppliedRevision recorded = history.get(id);
        return recorded == null ? List.of() : recorded.downRevisions();
    }

    /** The applied revisions that no file declares, newest first. */
    List<String> revisions() {
        return List.copyOf(revisions);
    }

    /** What the history says of a revision, or null. */
    @Nullable
    AppliedRevision recorded(String id) {
        return history.get(id);
    }

    /** The current heads as far as the files know them: rows, and the newest known revisions below unknown rows. */
    List<String> knownHeads() {
        Set<String> known = new LinkedHashSet<>(knownBelow);
        rows.stream().filter(graph::contains).forEach(known::add);
        return List.copyOf(known);
    }

    /** The error that a run is refused with. */
    DatabaseAheadException error() {
        return new DatabaseAheadException(describe());
    }

    /** Sentences that tell what is unknown, who made it so, and what to do. */
    String describe() {
        List<String> sentences = new ArrayList<>();
        if (!revisions.isEmpty()) {
            sentences.add(graph.describeUnknown(rows));
            sentences.addAll(whoApplied());
        }
        unfinished.forEach(left -> sentences.add("The " + left.direction() + " of revision " + left.revision()
                + ", which no file declares, is running or was left half-way (statements begun: " + left.statements()
                + "); the build that has it must finish it."));
        sentences.add("Deploy the build that the database was migrated with" + wayBack() + ".");
        return String.join(" ", sentences);
    }

    private List<String> whoApplied() {
        Map<String, List<String>> byOrigin = new LinkedHashMap<>();
        for (String id : revisions) {
            AppliedRevision recorded = history.get(id);
            String origin = recorded == null ? "" : AheadText.origin(recorded);
            byOrigin.computeIfAbsent(origin, unused -> new ArrayList<>()).add(id);
        }
        return byOrigin.entrySet().stream()
                .map(each -> AheadText.sentence(each.getKey(), each.getValue()))
                .toList();
    }

    /** Only where the history knows all of the way. */
    private String wayBack() {
        if (revisions.isEmpty() || !unfinished.isEmpty()) {
            return "";
        }
        if (!revisions.stream().allMatch(history::containsKey)) {
            return ", or say with 'reflux stamp' where it stands";
        }
        Map<String, List<String>> down = new LinkedHashMap<>();
        revisions.forEach(id -> down.put(id, below(id)));
        return ", or with that build bring it back to where these files know it: "
                + new WayBack(graph, knownHeads(), down)
                        .targets().stream()
                                .map(target -> "\"downgrade " + target + "\"")
                                .collect(Collectors.joining(", then "));
    }
}
