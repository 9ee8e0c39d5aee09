package dev.reflux.spring;

import dev.reflux.config.Mode;
import dev.reflux.runtime.MigrationReport;
import dev.reflux.runtime.MigrationRequest;
import io.micrometer.observation.Observation;
import org.jspecify.annotations.Nullable;

/** What is known of an observed run. */
public final class RunObservationContext extends Observation.Context {

    private final MigrationRequest request;
    private final Mode mode;
    private volatile String outcome = "running";
    private volatile @Nullable MigrationReport report;

    RunObservationContext(MigrationRequest request, Mode mode) {
        this.request = request;
        this.mode = mode;
    }

    /** What was asked for. */
    public MigrationRequest request() {
        return request;
    }

    /** Online, or offline for a script. */
    public Mode mode() {
        return mode;
    }

    /** {@code running}, {@code succeeded}, {@code failed} or {@code cancelled}. */
    public String outcome() {
        return outcome;
    }

    /** What the run did; null before it has ended well. */
    public @Nullable MigrationReport report() {
        return report;
    }

    void succeeded(MigrationReport done) {
        report = done;
        outcome = "succeeded";
    }

    void ended(String how) {
        outcome = how;
    }
}
