package dev.reflux.dialect.postgresql;

import dev.reflux.dialect.LockTable;
import dev.reflux.engine.ResultRow;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Counts objects, as the shared lock table does, whatever the number of modes that each is locked in.
 *
 * @see <a href="https://www.postgresql.org/docs/current/runtime-config-locks.html">Lock Management</a>
 */
final class PostgresqlLockTable implements LockTable {

    private static final String BEFORE = "(?:\\s|--[^\\n]*\\n|/\\*.*?\\*/)*";

    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.DOTALL;

    private static final Pattern NEW_TABLE =
            Pattern.compile(BEFORE + "CREATE\\s+(?:UNLOGGED\\s+)?(?:FOREIGN\\s+)?TABLE\\b.*", FLAGS);

    private static final Pattern NEW_MATERIALIZED_VIEW =
            Pattern.compile(BEFORE + "CREATE\\s+MATERIALIZED\\s+VIEW\\b.*", FLAGS);

    private static final Pattern NEW_RELATION = Pattern.compile(
            BEFORE + "CREATE\\s+(?:OR\\s+REPLACE\\s+)?(?:UNIQUE\\s+)?(?:INDEX|SEQUENCE|VIEW)\\b.*", FLAGS);

    private static final Pattern CHANGED_TABLE = Pattern.compile(BEFORE + "ALTER\\s+TABLE\\b.*", FLAGS);

    private static final Pattern DROPPED_TABLE =
            Pattern.compile(BEFORE + "DROP\\s+(?:TABLE|MATERIALIZED\\s+VIEW)\\b([^;]*).*", FLAGS);

    private static final Pattern DROPPED_RELATION =
            Pattern.compile(BEFORE + "DROP\\s+(?:INDEX|SEQUENCE|VIEW)\\b([^;]*).*", FLAGS);

    /** Indexes and sequences of a table, each a relation. */
    private static final Pattern PART =
            Pattern.compile("\\b(?:PRIMARY\\s+KEY|UNIQUE|EXCLUDE|IDENTITY|(?:BIG|SMALL)?SERIAL[248]?)\\b", FLAGS);

    /** Types whose values may be moved out of line, to a table and an index of their own. */
    private static final Pattern LONG_TYPE = Pattern.compile(
            "\\b(?:TEXT|JSONB?|BYTEA|XML|TSVECTOR|HSTORE)\\b|\\["
                    + "|\\b(?:VARCHAR|CHAR|CHARACTER\\s+VARYING|NUMERIC|DECIMAL)\\b(?!\\s*\\(\\s*\\d{1,2}\\s*[,)])",
            FLAGS);

    private static final int TOAST = 2;

    /** With the table that its rows are first written to. */
    private static final int MATERIALIZED_VIEW = 6;

    /** A table, its key and what holds its long values. */
    private static final int USUAL_TABLE = 2 + TOAST;

    @Override
    public String room() {
        return "SELECT l AS locks, c AS connections, p AS prepared FROM (SELECT"
                + " pg_catalog.current_setting('max_locks_per_transaction')::bigint AS l,"
                + " pg_catalog.current_setting('max_connections')::bigint AS c,"
                + " pg_catalog.current_setting('max_prepared_transactions')::bigint AS p) s";
    }

    @Override
    public Room decode(ResultRow row) {
        long locks = row.require("locks", Long.class);
        long connections = row.require("connections", Long.class);
        long prepared = row.require("prepared", Long.class);
        return new Room(
                locks * (connections + prepared),
                "max_locks_per_transaction " + locks + " for each of " + (connections + prepared) + " sessions");
    }

    @Override
    public int keptBy(String statement) {
        if (NEW_TABLE.matcher(statement).matches()) {
            return 1 + count(PART, statement) + (LONG_TYPE.matcher(statement).find() ? TOAST : 0);
        }
        if (NEW_MATERIALIZED_VIEW.matcher(statement).matches()) {
            return MATERIALIZED_VIEW;
        }
        if (CHANGED_TABLE.matcher(statement).matches()) {
            return count(PART, statement);
        }
        Matcher droppedTable = DROPPED_TABLE.matcher(statement);
        if (droppedTable.matches()) {
            return USUAL_TABLE * names(droppedTable.group(1));
        }
        Matcher dropped = DROPPED_RELATION.matcher(statement);
        if (dropped.matches()) {
            return names(dropped.group(1));
        }
        return NEW_RELATION.matcher(statement).matches() ? 1 : 0;
    }

    private static int count(Pattern pattern, String statement) {
        return (int) pattern.matcher(statement).results().count();
    }

    private static int names(String list) {
        return list.split(",", -1).length;
    }
}
