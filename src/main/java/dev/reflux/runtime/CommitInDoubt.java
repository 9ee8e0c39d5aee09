package dev.reflux.runtime;

import dev.reflux.dialect.DatabaseState;
import dev.reflux.dialect.Dialect;
import dev.reflux.dialect.StateTables;
import dev.reflux.engine.SyncConnection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A commit that was sent and whose answer never came.
 *
 * @param tables our own tables
 * @param question a statement that asks the history whether it took effect; null where the history cannot know
 * @param headsBefore the version rows that the transaction began with
 * @param steps the steps whose version rows it holds, in order
 * @param report the report of the run if it was its last commit, else null
 */
record CommitInDoubt(
        StateTables tables,
        @Nullable String question,
        List<String> headsBefore,
        List<MigrationReport.Step> steps,
        @Nullable MigrationReport report) {

    /** Copies the lists. */
    CommitInDoubt {
        headsBefore = List.copyOf(headsBefore);
        steps = List.copyOf(steps);
    }

    /** The same commit as the last of a run. */
    CommitInDoubt ending(MigrationReport whole) {
        return new CommitInDoubt(tables, question, headsBefore, steps, whole);
    }

    /** Which side of the commit the database is on; empty where it cannot be told. */
    Optional<Boolean> tookEffect(SyncConnection connection, Dialect dialect) {
        if (question != null) {
            return Optional.of(connection.query(question).get(0).require("committed", Boolean.class));
        }
        DatabaseState state = StateReader.read(connection, dialect, tables);
        List<String> headsAfter =
                steps.isEmpty() ? headsBefore : steps.get(steps.size() - 1).headsAfter();
        boolean before = state.heads().equals(headsBefore.stream().sorted().toList());
        boolean after = state.heads().equals(headsAfter);
        return before == after ? Optional.empty() : Optional.of(after);
    }
}
