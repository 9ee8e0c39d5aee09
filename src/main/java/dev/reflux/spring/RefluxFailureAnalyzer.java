package dev.reflux.spring;

import dev.reflux.error.RefluxException;
import dev.reflux.runtime.MigrationReport.Step;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Tells an operator why the application did not start, what has become of the database, and what to do. */
final class RefluxFailureAnalyzer extends AbstractFailureAnalyzer<RefluxException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, RefluxException cause) {
        MigrationFailedException run = findCause(rootFailure, MigrationFailedException.class);
        StringBuilder description = new StringBuilder();
        if (run != null) {
            description.append("The database was not migrated, so the application does not start.\n\n");
        }
        description.append(cause.getMessage()).append("\n\nType of the error: ").append(cause.code());
        if (run != null) {
            description.append('\n').append(databaseState(cause, run.committed()));
        }
        return new FailureAnalysis(description.toString(), FailureAdvice.of(cause), cause);
    }

    private static String databaseState(RefluxException cause, @Nullable List<Step> committed) {
        if (committed == null) {
            return "What was committed before that stands in the log, and is shown by the command line: reflux current.";
        }
        boolean unknown = cause.code().equals("connection_failed") && cause.revision() != null;
        return unknown && committed.isEmpty()
                ? "No commit of this run is known of; the connection was lost, so look at the version rows."
                : StartupSummary.committed(committed);
    }
}
