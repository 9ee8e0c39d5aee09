package dev.reflux.runtime;

import org.jspecify.annotations.Nullable;

/**
 * What the steps under way may have committed although no record tells of it, so that they must not be run again by
 * themselves: a balance would be raised twice.
 */
final class UnrecordedWork {

    private final boolean transactional;
    private final boolean keepsHistory;
    private String revision = "";
    private boolean connectionGiven;
    private boolean partCommitted;
    private @Nullable Reason reason;

    private record Reason(String revision, String sentences) {}

    /**
     * Nothing so far.
     *
     * @param transactional whether what a connection is asked stands in a transaction
     */
    UnrecordedWork(boolean transactional, boolean keepsHistory) {
        this.transactional = transactional;
        this.keepsHistory = keepsHistory;
    }

    void startStep(PlannedStep step) {
        revision = step.step().revision();
        connectionGiven = false;
        partCommitted |= step.unfinished() != null;
    }

    /** An author's code has the connection, and nobody counts what it runs there. */
    void connectionGiven() {
        connectionGiven = true;
        if (!transactional) {
            overConnection();
        }
    }

    /** A statement is sent that may fail and leave something behind. */
    void mayCommitByItself() {
        partCommitted = true;
        if (!keepsHistory) {
            withoutHistory();
        }
    }

    /** Ranges of an update commit one by one; which of them are done is told by their rows. */
    void rangesCommit() {
        partCommitted = true;
    }

    /**
     * The transaction was committed in the middle of a step, and with it all steps before, as a whole.
     *
     * @param statements how many of the step's statements were begun
     */
    void partCommitted(int statements) {
        if (reason != null && !reason.revision().equals(revision)) {
            reason = null;
        }
        partCommitted = true;
        if (connectionGiven) {
            overConnection();
        } else if (statements > 0 && !keepsHistory) {
            withoutHistory();
        }
    }

    /** All steps were committed, each as a whole. */
    void allCommitted() {
        reason = null;
        partCommitted = false;
    }

    /** Whether a step that is not finished for good has committed something, recorded or not. */
    boolean isPartCommitted() {
        return partCommitted;
    }

    /** Why the steps under way must not be run again, in sentences; null where they may. */
    @Nullable
    String whyNotAgain() {
        return reason == null ? null : reason.sentences();
    }

    private void overConnection() {
        reason = new Reason(
                revision,
                "It is not tried again, because what revision " + revision
                        + " has run over op.connection() may be committed,"
                        + " and nothing tells what of it. The next run calls the migration again: see that it can bear"
                        + " that before you run the command again.");
    }

    private void withoutHistory() {
        reason = new Reason(
                revision,
                "It is not tried again, because part of revision " + revision + " may be committed, and where"
                        + " history-table is null nothing tells which part. See what is done before you run the command"
                        + " again.");
    }
}
