package dev.reflux.faults;

import dev.reflux.runtime.MigrationListener;
import dev.reflux.runtime.MigrationReport;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** What a run told its listener. */
final class HeardRun implements MigrationListener {

    private final Set<String> open = ConcurrentHashMap.newKeySet();
    private final List<String> committed = new CopyOnWriteArrayList<>();

    @Override
    public void stepStarted(MigrationReport.Step step) {
        open.add(step.revision());
    }

    @Override
    public void committed(List<MigrationReport.Step> steps) {
        for (MigrationReport.Step step : steps) {
            open.remove(step.revision());
            committed.add(step.revision());
        }
    }

    /** Whether a step has been started and not committed. */
    boolean isWithinAStep() {
        return !open.isEmpty();
    }

    /** The revisions of the committed steps, in order. */
    List<String> committed() {
        return List.copyOf(committed);
    }
}
