package dev.reflux;

import dev.reflux.dialect.DatabaseState;
import dev.reflux.dialect.HistoryEntry;
import dev.reflux.dialect.UnfinishedRevision;
import dev.reflux.drawing.GraphPicture;
import dev.reflux.drawing.PicturedRevision;
import dev.reflux.drawing.RevisionBody;
import dev.reflux.revision.RevisionDetails;
import dev.reflux.revision.RevisionGraph;
import dev.reflux.revision.RevisionNode;
import dev.reflux.runtime.Verification;
import dev.reflux.script.ScriptDirectory;
import dev.reflux.script.source.ScriptText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The answers of the commands that only look at files. */
final class Listings {

    private static final String CURRENT = "current";

    private final ScriptDirectory scripts;
    private final RevisionGraph graph;

    Listings(ScriptDirectory scripts) {
        this.scripts = scripts;
        this.graph = scripts.graph();
    }

    /** Whether a target asks for the current heads. */
    static boolean isCurrent(String target) {
        return target.equals(CURRENT);
    }

    /** Whether a range asks for the current heads. */
    static boolean namesCurrent(String range) {
        return List.of(range.strip().split(":", -1)).contains(CURRENT);
    }

    /** Refuses a query that no state of the database could make good, before it is asked. */
    void check(HistoryQuery query) {
        graph.checkHistory(query.range());
    }

    CurrentState current(List<String> heads, List<UnfinishedRevision> unfinished) {
        return new CurrentState(describe(graph.currentRevisions(heads), heads), graph.atHead(heads), unfinished);
    }

    /** A sentence on the version rows that no file declares, if there are any. */
    Optional<String> unknown(List<String> heads) {
        return graph.unknownHeads(heads).isEmpty() ? Optional.empty() : Optional.of(graph.describeUnknown(heads));
    }

    Overview overview(DatabaseState state, @Nullable Verification verification, List<HistoryEntry> history) {
        List<String> unknown = graph.unknownHeads(state.heads());
        List<String> known =
                state.heads().stream().filter(each -> !unknown.contains(each)).toList();
        return new Overview(
                state.heads(),
                unknown,
                unknown.isEmpty() && graph.atHead(known),
                heads(),
                unknown.isEmpty() ? pending(known) : List.of(),
                state.unfinished(),
                verification,
                history);
    }

    private List<RevisionInfo> pending(List<String> heads) {
        Set<String> applied = graph.applied(heads);
        List<RevisionNode> pending = new ArrayList<>(graph.history(null, heads));
        pending.removeIf(node -> applied.contains(node.id()));
        Collections.reverse(pending);
        return describe(pending, heads);
    }

    List<RevisionInfo> heads() {
        return describe(graph.heads(), null);
    }

    List<RevisionInfo> history(HistoryQuery query, Optional<List<String>> heads) {
        return describe(graph.history(query.range(), heads.orElse(List.of())), heads.orElse(null));
    }

    /** Where the database is ahead of the files, the rows that they know are marked, as in a history without picture. */
    PicturedHistory pictured(HistoryQuery query, Optional<List<String>> heads) {
        Optional<List<String>> known =
                heads.map(rows -> rows.stream().filter(graph::contains).toList());
        List<RevisionNode> nodes = graph.history(query.range(), heads.orElse(List.of()));
        return new PicturedHistory(describe(nodes, heads.orElse(null)), picture(nodes, known));
    }

    GraphPicture picture(HistoryQuery query, Optional<List<String>> heads) {
        return picture(graph.history(query.range(), heads.orElse(List.of())), heads);
    }

    private GraphPicture picture(List<RevisionNode> nodes, Optional<List<String>> heads) {
        Optional<RevisionStates> states = heads.map(rows -> RevisionStates.of(graph, rows));
        return new GraphPicture(nodes.stream()
                .map(node -> new PicturedRevision(
                        graph.details(node.id()),
                        scripts.script(node.id()).created(),
                        states.map(known -> known.of(node.id())).orElse(null)))
                .toList());
    }

    RevisionBody body(String id) {
        ScriptText text = scripts.script(id).text();
        return new RevisionBody(text.upgrade(), text.downgrade());
    }

    List<BranchPointInfo> branches() {
        return graph.branchPoints().stream()
                .map(point -> new BranchPointInfo(
                        describe(List.of(point.revision()), null).get(0), describe(point.children(), null)))
                .toList();
    }

    List<RevisionInfo> show(String target) {
        return describe(graph.resolve(target), null);
    }

    List<RevisionInfo> showCurrent(List<String> heads) {
        return describe(currentRows(graph, heads), heads);
    }

    /** The revisions of version rows, newest first, without those that they imply. */
    static List<RevisionNode> currentRows(RevisionGraph graph, List<String> heads) {
        return graph.currentRevisions(heads).stream()
                .filter(node -> heads.contains(node.id()))
                .toList();
    }

    private List<RevisionInfo> describe(List<RevisionNode> nodes, @Nullable Collection<String> heads) {
        Set<String> current = heads == null ? Set.of() : Set.copyOf(heads);
        return nodes.stream()
                .map(node -> describe(graph.details(node.id()), heads == null ? null : current.contains(node.id())))
                .toList();
    }

    private RevisionInfo describe(RevisionDetails details, @Nullable Boolean isCurrent) {
        RevisionNode node = details.node();
        return new RevisionInfo(
                node.id(),
                node.downRevisions(),
                details.children(),
                details.dependencies(),
                node.branchLabels(),
                details.effectiveLabels(),
                node.message(),
                scripts.script(node.id()).created(),
                details.head(),
                details.effectiveHead(),
                details.base(),
                details.branchPoint(),
                details.mergePoint(),
                isCurrent,
                node.source());
    }
}
