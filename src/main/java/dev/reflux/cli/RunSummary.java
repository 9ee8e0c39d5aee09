package dev.reflux.cli;

import dev.reflux.config.Mode;
import dev.reflux.runtime.MigrationReport;
import dev.reflux.runtime.MigrationReport.Step;
import java.util.List;

/** The last line about a run. */
final class RunSummary {

    private RunSummary() {}

    /** {@code Upgraded from base to 1975ea83b712: 8 revisions in 1.2 s}. */
    static String of(MigrationReport report) {
        if (isNothing(report)) {
            return nothing(report);
        }
        String subject = report.mode() == Mode.OFFLINE ? "Wrote the script of the " + report.command() : past(report);
        String elapsed = report.elapsed() == null ? "" : " in " + ElapsedText.of(report.elapsed());
        return subject + move(report) + ": " + count(report.steps()) + elapsed;
    }

    /** {@code Would upgrade from base to 1975ea83b712: 8 revisions in 1 transaction}. */
    static String ofPlan(MigrationReport report) {
        return isNothing(report)
                ? nothing(report)
                : "Would " + report.command() + move(report) + ": " + count(report.steps()) + " in "
                        + plural(transactions(report.steps()), "transaction");
    }

    private static boolean isNothing(MigrationReport report) {
        return report.steps().isEmpty() && report.from().equals(report.to());
    }

    private static String nothing(MigrationReport report) {
        return "Nothing to do: already at " + Heads.show(report.to());
    }

    private static String past(MigrationReport report) {
        return switch (report.command()) {
            case "upgrade" -> "Upgraded";
            case "downgrade" -> "Downgraded";
            default -> "Stamped";
        };
    }

    private static String move(MigrationReport report) {
        return " from " + Heads.show(report.from()) + " to " + Heads.show(report.to());
    }

    private static long transactions(List<Step> steps) {
        return steps.stream().mapToInt(Step::transaction).distinct().count();
    }

    private static String count(List<Step> steps) {
        return plural(steps.size(), "revision");
    }

    private static String plural(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }
}
