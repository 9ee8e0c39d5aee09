package dev.reflux.dialect;

import dev.reflux.engine.ResultRow;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Statements around a session's settings. */
public interface SessionStatements {

    /** The session that a message has reached: one row with an integer {@code session}. */
    String session();

    /**
     * Ends the other sessions of the same user that call themselves so; gives a row for each of them that is still there,
     * and none once they are gone.
     */
    String end(String applicationName);

    /** Reads the settings that were made in this session, by whoever opened it. */
    String readSettings();

    /** Decodes the rows of {@link #readSettings}. */
    List<Setting> decodeSettings(List<ResultRow> rows);

    /** The settings that a run wants; zero durations leave the server's own. */
    List<Setting> ownSettings(String applicationName, Duration lockTimeout, Duration statementTimeout);

    /** Settings that help but may be refused; never fails. */
    List<String> bestEffort();

    /** Settings that a script begins with, and makes again after each reset: how its text is to be read. */
    List<String> scriptSettings();

    /** Makes settings for the session; empty for none. */
    List<String> make(List<Setting> settings);

    /**
     * Makes the timeouts of one revision, for the session; zero switches one off, null leaves it as it is. Reads nothing,
     * so that a transaction that begins with them may still choose how it is isolated.
     */
    List<String> timeouts(@Nullable Duration lock, @Nullable Duration statement);

    /** Undoes every setting and role of the session and makes the given settings. */
    List<String> resetTo(List<Setting> settings);

    /**
     * Undoes what else a session keeps for itself beside settings, in one message: temporary tables, cursors, advisory locks,
     * subscriptions to notifications, the last values of sequences, and statements that were prepared by a statement.
     *
     * @param kept name of a prepared statement that stays
     */
    List<String> forget(String kept);

    /**
     * Statements that run as the session's own user, whatever role a revision has set, which counts again after the
     * transaction or, outside one, the message; at least two.
     */
    List<String> asSessionUser(String statement);

    /**
     * One setting.
     *
     * @param name its name
     * @param value its value, as text
     */
    record Setting(String name, String value) {}
}
