package dev.reflux.runtime;

import dev.reflux.dialect.UnfinishedRevision;
import dev.reflux.revision.MigrationPlan;
import dev.reflux.revision.RevisionGraph;
import java.util.List;

/** The half-way revisions that the user settled by hand, by a stamp. */
final class HalfWayRows {

    private HalfWayRows() {}

    /**
     * Those of the half-way revisions that the request settles; none unless it is a stamp.
     *
     * @param plan the changes of the version rows that it asks for
     */
    static List<UnfinishedRevision> settled(
            EnvironmentContext context, MigrationPlan plan, List<UnfinishedRevision> unfinished) {
        if (context.request().command() != MigrationRequest.Command.STAMP) {
            return List.of();
        }
        return unfinished.stream()
                .filter(left -> isSettled(context, plan, left))
                .toList();
    }

    /** A revision that no file knows cannot be named, so that any stamp settles it. */
    private static boolean isSettled(EnvironmentContext context, MigrationPlan plan, UnfinishedRevision left) {
        RevisionGraph graph = context.scripts().graph();
        return !graph.contains(left.revision())
                || graph.stampSettles(plan, context.request().targets(), left.revision());
    }
}
