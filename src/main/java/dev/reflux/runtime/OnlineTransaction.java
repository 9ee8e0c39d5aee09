package dev.reflux.runtime;

import dev.reflux.dialect.HistoryRecord;
import dev.reflux.error.CancelledException;
import dev.reflux.error.ConnectionFailedException;
import dev.reflux.error.DatabaseException;
import dev.reflux.error.Place;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The transactions of a run, one after the other: how each begins and ends, and what is known of one whose end is not. */
final class OnlineTransaction {

    private static final String NOT_KNOWN =
            "COMMIT was in flight, and it is not known whether it took effect. Look with"
                    + " \"current\" and \"log\" before you run the command again, which continues from what is there.";

    private final OnlineSession session;
    private final MessageBuffer buffer;
    private List<String> headsBefore = List.of();
    private boolean open;
    private @Nullable CommitInDoubt inDoubt;

    OnlineTransaction(OnlineSession session, MessageBuffer buffer) {
        this.session = session;
        this.buffer = buffer;
    }

    /** Notes the version rows that the next transactions begin with. */
    void expect(List<String> heads) {
        headsBefore = heads;
    }

    /** Begins one, which the lock has to cover. */
    void begin() {
        open = true;
        buffer.addBegin(session.transaction().begin(), session.lock());
    }

    /** Notes that a transaction was begun or ended elsewhere. */
    void isNow(boolean nowOpen) {
        open = nowOpen;
    }

    /** Whether a failure now leaves a transaction to be rolled back. */
    boolean isOpen() {
        return open && !buffer.holdsBegin();
    }

    /** The commit that was sent and never answered, or null. */
    @Nullable
    CommitInDoubt inDoubt() {
        return inDoubt;
    }

    /**
     * Commits. A deferred constraint fails here, in the name of the step under way; a statement of the same message in its
     * own.
     *
     * @param step the step under way, if any
     * @param finished how the history knows the step if it is finished
     * @param steps the finished steps that the transaction holds, in order
     */
    void commit(@Nullable StepInProgress step, @Nullable HistoryRecord finished, List<MigrationReport.Step> steps) {
        buffer.add(session.transaction().commit());
        try {
            buffer.flush();
        } catch (DatabaseException e) {
            boolean placed = e.revision() != null;
            throw step == null || placed ? e : e.at(Place.ofRevision(step.revision()));
        } catch (ConnectionFailedException e) {
            inDoubt = new CommitInDoubt(session.tables(), evidence(step, finished), headsBefore, steps, null);
            throw e;
        } catch (CancelledException e) {
            boolean answered = e.getCause() instanceof DatabaseException;
            open = answered;
            throw answered ? e : e.adding(NOT_KNOWN);
        }
        open = false;
    }

    /** What the history has once the commit has taken effect: the last step, or how far it has come. */
    private @Nullable String evidence(@Nullable StepInProgress step, @Nullable HistoryRecord finished) {
        if (!session.keepsHistory()) {
            return null;
        }
        if (finished != null) {
            return session.state().isDone(finished);
        }
        Long row = step == null ? null : step.historyRow();
        return step == null || row == null ? null : session.state().hasReached(row, step.statements());
    }
}
