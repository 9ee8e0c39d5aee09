package dev.reflux.runtime;

import dev.reflux.config.Mode;
import java.util.List;

/**
 * Hears how an upgrade, downgrade or stamp comes along, online or into a script; a dry run is not heard. Called on the
 * thread that runs the steps. What a method throws fails the run, but for those that tell of a failure.
 *
 * <p>Order of a run: {@link #runStarted}; {@link #planned} where there is work; for each step {@link #stepStarted},
 * {@link #stepApplied}, {@link #stepFinished}, with {@link #committed} after each commit; {@link #runFinished} or
 * {@link #runFailed} at the end. A run that gets no connection is not heard of.
 *
 * <p>Listeners are those of the builder, then those that {@link java.util.ServiceLoader} finds, in the order of the class
 * path and made anew for each run, then those of the environment. Each is told after the one before it.
 *
 * <p>Follows Alembic's {@code on_version_apply}.
 */
public interface MigrationListener {

    /** Hears nothing. */
    MigrationListener NONE = new MigrationListener() {};

    /**
     * A run begins: online there is a connection, and nothing has been asked.
     *
     * @param mode offline: the run writes a script
     */
    default void runStarted(MigrationRequest request, Mode mode) {}

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

    /**
     * A step has been applied, its version rows included, in a transaction that is still open. What is run in it is committed
     * or rolled back with the step; what fails there fails the step. Where transactions are switched off, it is that of the
     * version rows.
     *
     * @param transaction to run statements in; with a script they become part of it
     */
    default void stepApplied(MigrationReport.Step step, StepTransaction transaction) {}

    /** A step is done, its version rows included; it is not yet committed. */
    default void stepFinished(MigrationReport.Step step) {}

    /**
     * Steps have been committed; not called for a script.
     *
     * @param steps those since the last commit, in order; never empty
     */
    default void committed(List<MigrationReport.Step> steps) {}

    /**
     * A step has failed for good and been rolled back, together with the steps that were finished and not committed; what it
     * has committed half-way stays. Whatever this throws is added to the failure as suppressed.
     *
     * @param step as it was planned
     * @param failure what the run ends with
     */
    default void stepFailed(MigrationReport.Step step, Throwable failure) {}

    /** A run has ended well, with or without work; what this throws undoes nothing. */
    default void runFinished(MigrationReport report) {}

    /**
     * A run has failed or was cancelled, and what was not committed has been rolled back. Whatever this throws is added to
     * the failure as suppressed.
     *
     * @param failure what the run ends with
     */
    default void runFailed(MigrationRequest request, Throwable failure) {}

    /** One that hears everything after this one. */
    default MigrationListener andThen(MigrationListener next) {
        return new ListenerPair(this, next);
    }
}
