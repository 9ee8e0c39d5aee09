package dev.reflux.spring;

import dev.reflux.runtime.MigrationReport.Step;
import io.micrometer.observation.Observation;

/** What is known of an observed step. */
public final class StepObservationContext extends Observation.Context {

    private final Step step;
    private volatile String outcome = "running";

    StepObservationContext(Step step) {
        this.step = step;
    }

    /** The step, as it was planned. */
    public Step step() {
        return step;
    }

    /**
     * {@code running}, {@code succeeded}, {@code failed} or {@code retried}. A step that succeeded is committed where its run
     * succeeded.
     */
    public String outcome() {
        return outcome;
    }

    void ended(String how) {
        outcome = how;
    }
}
