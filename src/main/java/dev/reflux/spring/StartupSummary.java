package dev.reflux.spring;

import dev.reflux.runtime.MigrationReport;
import dev.reflux.runtime.MigrationReport.Step;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** What became of a run, in one line. */
final class StartupSummary {

    private StartupSummary() {}

    /** {@code Upgraded the database from base to 1975ea83b712: 8 revisions in 1200 ms.} */
    static String of(MigrationReport report) {
        if (report.steps().isEmpty() && report.from().equals(report.to())) {
            return "Nothing to migrate: the database is at " + heads(report.to()) + ".";
        }
        Duration elapsed = report.elapsed();
        return "Upgraded the database from " + heads(report.from()) + " to " + heads(report.to()) + ": "
                + count(report.steps().size())
                + (elapsed == null ? "." : " in " + elapsed.toMillis() + " ms.");
    }

    /** {@code base}, or the heads with commas between them. */
    static String heads(List<String> heads) {
        return heads.isEmpty() ? "base" : String.join(", ", heads);
    }

    /** A sentence on the steps that stay. */
    static String committed(List<Step> steps) {
        return steps.isEmpty()
                ? "No revision was completed: the version rows are as they were."
                : "Committed before that, and not undone: "
                        + steps.stream().map(Step::revision).collect(Collectors.joining(", ")) + " ("
                        + count(steps.size()) + "). The database is at "
                        + heads(steps.get(steps.size() - 1).headsAfter()) + ".";
    }

    private static String count(int revisions) {
        return revisions + (revisions == 1 ? " revision" : " revisions");
    }
}
