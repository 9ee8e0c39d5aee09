package dev.reflux.spring;

import dev.reflux.config.Mode;
import dev.reflux.error.CancelledException;
import dev.reflux.runtime.MigrationListener;
import dev.reflux.runtime.MigrationReport;
import dev.reflux.runtime.MigrationReport.Step;
import dev.reflux.runtime.MigrationRequest;
import dev.reflux.runtime.TransactionRetry;
import io.micrometer.observation.Observation;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Observes one run and its steps. No scope is opened: the end of a run whose connection was lost is told on another thread
 * than its beginning.
 */
final class ObservedRun implements MigrationListener {

    private static final Logger log = LoggerFactory.getLogger(ObservedRun.class);

    private final ObservedRuns observations;
    private @Nullable Part<RunObservationContext> run;
    private @Nullable Part<StepObservationContext> step;

    /** An observation that has begun, and its context. */
    private record Part<C extends Observation.Context>(Observation observation, C context) {}

    ObservedRun(ObservedRuns observations) {
        this.observations = observations;
    }

    @Override
    public synchronized void runStarted(MigrationRequest request, Mode mode) {
        quietly(() -> {
            RunObservationContext context = new RunObservationContext(request, mode);
            run = new Part<>(observations.run(context).start(), context);
        });
    }

    @Override
    public synchronized void stepStarted(Step begun) {
        quietly(() -> {
            StepObservationContext context = new StepObservationContext(begun);
            Observation observation = observations.step(context);
            if (run != null) {
                observation.parentObservation(run.observation());
            }
            step = new Part<>(observation.start(), context);
        });
    }

    @Override
    public synchronized void retrying(TransactionRetry retry) {
        endStep("retried", retry.failure());
        Part<RunObservationContext> current = run;
        if (current != null) {
            quietly(() -> current.observation().event(Observation.Event.of("reflux.retry")));
        }
    }

    @Override
    public synchronized void stepFinished(Step done) {
        endStep("succeeded", null);
    }

    @Override
    public synchronized void stepFailed(Step failed, Throwable failure) {
        endStep("failed", failure);
    }

    @Override
    public synchronized void runFinished(MigrationReport report) {
        Part<RunObservationContext> ending = run;
        if (ending != null) {
            ending.context().succeeded(report);
            endRun(ending, null);
        }
    }

    @Override
    public synchronized void runFailed(MigrationRequest request, Throwable failure) {
        endStep("failed", failure);
        Part<RunObservationContext> ending = run;
        if (ending != null) {
            ending.context().ended(failure instanceof CancelledException ? "cancelled" : "failed");
            endRun(ending, failure);
        }
    }

    private void endRun(Part<RunObservationContext> ending, @Nullable Throwable failure) {
        run = null;
        end(ending.observation(), failure);
    }

    private void endStep(String outcome, @Nullable Throwable failure) {
        Part<StepObservationContext> ending = step;
        step = null;
        if (ending != null) {
            ending.context().ended(outcome);
            end(ending.observation(), failure);
        }
    }

    private static void end(Observation observation, @Nullable Throwable failure) {
        quietly(() -> {
            if (failure != null) {
                observation.error(failure);
            }
            observation.stop();
        });
    }

    /** What fails to observe a migration must not fail it. */
    private static void quietly(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            log.warn("A migration could not be observed; it goes on.", e);
        }
    }
}
