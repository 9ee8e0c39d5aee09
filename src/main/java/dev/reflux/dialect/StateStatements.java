package dev.reflux.dialect;

import dev.reflux.engine.ResultRow;
import dev.reflux.engine.StatementResult;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Statements of the version and the history table, given ids; schema-qualified where the schema is known. */
public interface StateStatements {

    /** Reads the whole state in one message, writes nothing and needs no table to exist. */
    List<String> read();

    /**
     * As {@link #read}, and the checksums in the history, in the same message; they are sent only where they differ from
     * what is expected.
     *
     * @param fingerprint of the checksums expected, as {@link RecordedChecksums#fingerprint} has it
     */
    List<String> readWithChecksums(String fingerprint);

    /** Decodes the results of {@link #read} or {@link #readWithChecksums}, one for each of its statements. */
    DatabaseState decode(List<StatementResult> results);

    /** Creates the schema if it is not there. */
    String createSchema();

    /** Creates the version table if it is not there. */
    String createVersionTable();

    /** Creates the history table if it is not there. */
    String createHistoryTable();

    /** Adds a head; touches one row. */
    String insertVersion(String id);

    /** Moves a head; touches one row. */
    String updateVersion(String from, String to);

    /** Removes a head; touches one row. */
    String deleteVersion(String id);

    /** Removes all heads. */
    String deleteAllVersions();

    /** Fails unless the version table holds exactly these rows. */
    String guard(List<String> expectedHeads);

    /**
     * Writes the row of a step that is done, its statements included.
     *
     * @param record the step
     * @param statements how many were run
     * @param started when the step began
     */
    String insertSucceeded(HistoryRecord record, int statements, Started started);

    /** Writes the row of a step that failed and left nothing behind. */
    String insertFailed(HistoryRecord record, int statements, String error, Started started);

    /** Writes the row of a step that will commit half-way; gives its {@code id}. */
    String insertRunning(HistoryRecord record, int statements, String progressHash);

    /** Records how far a step has come. */
    String updateProgress(long id, int statements, String progressHash);

    /**
     * Records that a statement is about to run alone, of which it may not be known afterwards whether it took effect.
     *
     * @param statements how many were begun, this one included
     * @param progressHash over those before it
     * @param intent what is to be known of it then: one line
     */
    String updateIntent(long id, int statements, String progressHash, String intent);

    /**
     * Records that a step with a row of its own is done.
     *
     * @param checksum of the file as it was when the step was finished, or null: its tail may have been corrected since the
     *     row was written
     */
    String finishSucceeded(long id, int statements, String progressHash, @Nullable String checksum);

    /**
     * Records that a step with a row of its own failed; its progress stays as it is.
     *
     * @param intent the recorded intent, where it is still not known whether it took effect
     */
    String finishFailed(long id, String error, @Nullable String intent);

    /** Closes the unfinished rows of a revision by hand. */
    String closeUnfinished(long id, String reason);

    /** Reads what the history says of each revision that it holds for applied, one row for each, in no order. */
    String readApplied();

    /** Decodes a row of {@link #readApplied}. */
    AppliedRevision decodeApplied(ResultRow row);

    /** Whether a run has committed a step: one row with a boolean {@code committed}. */
    String isDone(HistoryRecord record);

    /** Whether a step with a row of its own has committed so many statements: one row with a boolean {@code committed}. */
    String hasReached(long id, int statements);

    /** Reads the newest rows of the history, newest first; 0 for all. */
    String readHistory(int limit);

    /** Decodes a row of {@link #readHistory}. */
    HistoryEntry decodeHistory(ResultRow row);

    /** When a step began, told by the server's clock. */
    sealed interface Started {

        /** So many milliseconds before the message that carries the row reached the server. */
        record Ago(long milliseconds) implements Started {}

        /** Nobody measures, as in a script: when the row is written, with no elapsed time. */
        record Unmeasured() implements Started {}
    }
}
