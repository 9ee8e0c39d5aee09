package dev.reflux.runtime;

import dev.reflux.config.Mode;
import java.util.function.Supplier;

/** A run with its beginning and its end told to the listener; a dry run is not told. */
record HeardRun(EnvironmentContext context, Mode mode) {

    MigrationReport run(Supplier<MigrationReport> work) {
        MigrationRequest request = context.request();
        if (request.dryRun()) {
            return work.get();
        }
        MigrationListener listener = context.listener();
        MigrationReport report;
        try {
            listener.runStarted(request, mode);
            report = work.get();
        } catch (LostSessionException e) {
            throw e; // What became of the run is told once it is known
        } catch (RuntimeException | Error e) {
            FailureNotice.tell(e, () -> listener.runFailed(request, e));
            throw e;
        }
        listener.runFinished(report);
        return report;
    }
}
