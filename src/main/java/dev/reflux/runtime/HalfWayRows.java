package dev.reflux.runtime;

import dev.reflux.dialect.DatabaseState;
import dev.reflux.dialect.UnfinishedRevision;
import dev.reflux.engine.SyncConnection;
import dev.reflux.revision.RevisionGraph;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes the history rows of half-way revisions that the user settled by hand, by a stamp. */
final class HalfWayRows {

    private static final Logger log = LoggerFactory.getLogger(HalfWayRows.class);

    private HalfWayRows() {}

    /** Closes the rows of revisions that the stamp leaves as a head, or whose parents it leaves as heads. */
    static void closeStamped(
            EnvironmentContext context,
            SyncConnection connection,
            OnlineSession session,
            DatabaseState state,
            List<String> stamped) {
        if (context.request().command() != MigrationRequest.Command.STAMP) {
            return;
        }
        RevisionGraph graph = context.scripts().graph();
        List<String> statements = state.unfinished().stream()
                .filter(left -> isSettled(graph, left, stamped))
                .map(left -> session.state().closeUnfinished(left.id(), "settled by hand: stamped " + stamped))
                .toList();
        if (!statements.isEmpty()) {
            connection.execute(statements);
            log.info("Settled by the stamp: {} half-way revisions are closed in the history.", statements.size());
        }
    }

    private static boolean isSettled(RevisionGraph graph, UnfinishedRevision left, List<String> heads) {
        if (!graph.contains(left.revision()) || heads.contains(left.revision())) {
            return true;
        }
        List<String> parents = graph.node(left.revision()).downRevisions();
        return parents.isEmpty() ? heads.isEmpty() : parents.stream().anyMatch(heads::contains);
    }
}
