package dev.reflux.dialect;

import dev.reflux.engine.StatementResult;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run must know of statements that run alone, outside any transaction: how to ask the database, after a crash or a
 * failure, whether one took effect.
 *
 * <p>Before such a statement is sent, facts are gathered and recorded with its intent; afterwards these alone decide, so
 * that the author may have corrected the statement in the meantime.
 */
public interface LoneStatements {

    /** Asks what is to be recorded, under the settings and the role that the statement will run under; empty: nothing. */
    List<String> before(String statement);

    /**
     * The facts to record: one line, without anything that may be secret.
     *
     * @param results those of {@link #before}, one for each of its statements
     */
    String facts(String statement, List<StatementResult> results);

    /** Whether a statement that the server has refused did nothing, so that nothing need be asked. */
    boolean isAtomic(String facts);

    /**
     * Asks whether the statement that the facts are of took effect; empty: nothing to ask.
     *
     * @param statement the statement, or null where it is no longer known
     */
    List<String> after(String facts, @Nullable String statement);

    /**
     * Decides.
     *
     * @param results those of {@link #after}, one for each of its statements
     */
    LoneOutcome outcome(String facts, List<StatementResult> results);

    /** Settings of the session that bound a clean-up at the end of a run that has failed. */
    List<String> bounds();
}
