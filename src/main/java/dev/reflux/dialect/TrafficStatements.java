package dev.reflux.dialect;

import dev.reflux.engine.ResultRow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a database says of sessions that stand in each other's way. */
public interface TrafficStatements {

    /**
     * What kind of contention a failure is, or null for none.
     *
     * @param sqlState five characters of SQLSTATE, or null
     * @param primary the server's primary message, maybe in its own language
     * @param hint the server's hint, maybe in its own language, or null
     */
    @Nullable
    Contention contention(@Nullable String sqlState, String primary, @Nullable String hint);

    /**
     * Asks which other sessions hold locks on what a statement names, those first that it cannot get past; empty where it
     * names nothing that could be locked. To be sent in one message, outside a transaction; bounds its own time.
     *
     * @param statement the statement that failed, as it was sent
     */
    List<String> blockers(String statement);

    /** Decodes the rows of the last of {@link #blockers}. */
    List<BlockingSession> decodeBlockers(List<ResultRow> rows);
}
