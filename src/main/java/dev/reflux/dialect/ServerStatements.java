package dev.reflux.dialect;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Statements about a server's databases, for tests that make and drop them. Each is a message of its own. */
public interface ServerStatements {

    /** Makes the server faster, and unfit for data that must outlive a power cut. */
    List<String> disposable();

    /** The server's major version: one row with an integer {@code major}. */
    String majorVersion();

    /**
     * Creates a database, empty or with what another one holds, which nobody may be connected to.
     *
     * @param template the other one; null: an empty database, without what the server adds to new ones
     * @param files whether copying files is fine, which is faster but flushes all of the server's memory; taken for a wish
     * @param majorVersion of the server
     */
    String create(String database, @Nullable String template, boolean files, int majorVersion);

    /**
     * Gives a database the settings and privileges of the one that it was copied from, which a copy lacks; one statement.
     */
    String likeTemplate(String database, String template);

    /** Drops a database if it is there, whoever is connected. */
    String drop(String database);

    /** Gives a database another name; nobody may be connected. */
    String rename(String database, String name);

    /** Which databases have names that begin so: rows with a text {@code name}. */
    String named(String prefix);

    /** Ends all sessions of a database. */
    String endSessions(String database);

    /** Waits for a lock of a name that lasts as long as the session. */
    String lock(String name);
}
