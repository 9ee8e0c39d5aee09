package dev.reflux.spring;

import dev.reflux.runtime.MigrationListener;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Observes every run.
 *
 * @param registry where observations go
 * @param runConvention the application's names and tags of a run, or null
 * @param stepConvention the application's names and tags of a step, or null
 */
record ObservedRuns(
        ObservationRegistry registry,
        @Nullable RunObservationConvention runConvention,
        @Nullable StepObservationConvention stepConvention)
        implements RunListeners {

    @Override
    public MigrationListener get() {
        return new ObservedRun(this);
    }

    Observation run(RunObservationContext context) {
        return RefluxObservation.RUN.observation(
                runConvention, new DefaultRunObservationConvention(), () -> context, registry);
    }

    Observation step(StepObservationContext context) {
        return RefluxObservation.STEP.observation(
                stepConvention, new DefaultStepObservationConvention(), () -> context, registry);
    }
}
