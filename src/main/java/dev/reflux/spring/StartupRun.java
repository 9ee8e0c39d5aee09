package dev.reflux.spring;

import dev.reflux.runtime.MigrationListener;
import dev.reflux.runtime.MigrationReport.Step;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Sinks;

/** What is known of the run while the application starts, and the signal that ends it early. */
final class StartupRun implements MigrationListener {

    private final Sinks.One<String> cancellation = Sinks.one();
    private final List<Step> committed = new CopyOnWriteArrayList<>();
    private volatile boolean over;

    /** Signals why the run is to end; to be handed to the builder. */
    Publisher<String> cancellation() {
        return cancellation.asMono();
    }

    /** Has the run end; further calls do nothing. */
    void cancel(String reason) {
        cancellation.tryEmitValue(reason);
    }

    /** The steps that were committed, in order. */
    List<Step> committedSteps() {
        return List.copyOf(committed);
    }

    /** Collects no more: later runs are those of the application. */
    void end() {
        over = true;
        committed.clear();
    }

    @Override
    public void committed(List<Step> steps) {
        if (!over) {
            committed.addAll(steps);
        }
    }
}
