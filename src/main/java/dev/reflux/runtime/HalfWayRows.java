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

    /**
     * Closes the rows of revisions that the stamp names, or whose parents it names. That a parent is a row is not enough:
     * the stamp may be of another branch.
     */
    static void closeStamped(
            EnvironmentContext context,
            SyncConnection connection,
            OnlineSession session,
            DatabaseState state,
            List<String> stamped) {
        if (context.request().command() != MigrationRequest.Command.STAMP) {
            return;
        }
        List<String> statements = state.unfinished().stream()
                .filter(left -> isSettled(context, left))
                .map(left -> session.state().closeUnfinished(left.id(), "settled by hand: stamped " + stamped))
                .toList();
        if (!statements.isEmpty()) {
            connection.execute(statements);
            log.info("Settled by the stamp: {} half-way revisions are closed in the history.", statements.size());
        }
    }

    /** A revision that no file knows cannot be named, so that any stamp settles it. */
    private static boolean isSettled(EnvironmentContext context, UnfinishedRevision left) {
        RevisionGraph graph = context.scripts().graph();
        return !graph.contains(left.revision())
                || graph.stampSettles(context.request().targets(), left.revision());
    }
}
