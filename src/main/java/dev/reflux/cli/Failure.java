package dev.reflux.cli;

import dev.reflux.error.Place;
import dev.reflux.error.RefluxException;
import dev.reflux.runtime.MigrationReport.Step;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A failure as it is reported.
 *
 * @param type stable name of the kind of error
 * @param message complete sentences, without any secret
 * @param place where it happened, as far as it is known
 * @param sqlState SQLSTATE, or null
 * @param steps the steps that were committed before, in order
 * @param started whether any step had begun
 */
record Failure(String type, String message, Place place, @Nullable String sqlState, List<Step> steps, boolean started) {

    private static final String INTERNAL = "internal_error";

    /** Copies the steps. */
    Failure {
        steps = List.copyOf(steps);
    }

    static Failure of(Throwable error, StepJournal journal, UnaryOperator<String> mask) {
        if (error instanceof RefluxException known) {
            return new Failure(
                    known.code(),
                    mask.apply(String.valueOf(known.getMessage())),
                    known.place(),
                    known.sqlState(),
                    journal.committed(),
                    journal.started());
        }
        String message = "Reflux itself failed: " + oneLine(error) + advice(error);
        return new Failure(INTERNAL, mask.apply(message), Place.UNKNOWN, null, journal.committed(), journal.started());
    }

    private static String advice(Throwable error) {
        return error instanceof OutOfMemoryError
                ? " Give Java more memory, as in java -Xmx2g -jar reflux.jar."
                : " Run the command again with --stacktrace, and report what it prints together with the version.";
    }

    private static String oneLine(Throwable error) {
        String text = error.toString().replaceAll("\\s*\\R\\s*", " ");
        return text.endsWith(".") ? text : text + ".";
    }

    /** Whether nobody can tell where the version rows are. */
    boolean leavesRowsUnknown() {
        return type.equals("connection_failed") || message.contains("it is not known whether it took effect");
    }

    /** The version rows as they are now, or null where that is not known. */
    @Nullable
    List<String> heads() {
        return steps.isEmpty() ? null : steps.get(steps.size() - 1).headsAfter();
    }
}
