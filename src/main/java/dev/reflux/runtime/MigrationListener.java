package dev.reflux.runtime;

import java.util.List;

/**
 * Hears how an upgrade, downgrade or stamp comes along. Called on the thread that runs the step; what it throws fails
 * the run.
 */
public interface MigrationListener {

    /** Hears nothing. */
    MigrationListener NONE = new MigrationListener() {};

    /**
     * The work is known and the lock, if any, is held.
     *
     * @param steps all steps in order, as a dry run gives them; never empty
     */
    default void planned(List<MigrationReport.Step> steps) {}

    /** A step begins. */
    default void stepStarted(MigrationReport.Step step) {}

    /** A range of a large update is done. */
    default void rowsUpdated(MigrationReport.Step step, ChunkProgress progress) {}

    /**
     * A transaction was rolled back for a reason that passes, and begins again after a pause: the steps that were finished
     * in it, and the one under way, will be started anew.
     */
    default void retrying(TransactionRetry retry) {}

    /** A step is done, its version rows included; it is not yet committed. */
    default void stepFinished(MigrationReport.Step step) {}

    /**
     * Steps have been committed.
     *
     * @param steps those since the last commit, in order; never empty
     */
    default void committed(List<MigrationReport.Step> steps) {}

    /** One that hears everything after this one. */
    default MigrationListener andThen(MigrationListener next) {
        return new ListenerPair(this, next);
    }
}
