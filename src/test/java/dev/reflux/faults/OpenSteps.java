package dev.reflux.faults;

import dev.reflux.runtime.MigrationListener;
import dev.reflux.runtime.MigrationReport;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The revisions that a run has begun and not committed. */
final class OpenSteps implements MigrationListener {

    private final Set<String> revisions = ConcurrentHashMap.newKeySet();

    @Override
    public void stepStarted(MigrationReport.Step step) {
        revisions.add(step.revision());
    }

    @Override
    public void committed(List<MigrationReport.Step> steps) {
        steps.forEach(step -> revisions.remove(step.revision()));
    }

    boolean isEmpty() {
        return revisions.isEmpty();
    }
}
