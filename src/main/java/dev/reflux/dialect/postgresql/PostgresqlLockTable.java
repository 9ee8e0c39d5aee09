package dev.reflux.dialect.postgresql;

import dev.reflux.dialect.LockTable;
import dev.reflux.engine.ResultRow;
import dev.reflux.sql.SqlLexis;
import dev.reflux.sql.StatementCursor;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Counts objects, as the shared lock table does, whatever the number of modes that each is locked in.
 *
 * @see <a href="https://www.postgresql.org/docs/current/runtime-config-locks.html">Lock Management</a>
 */
final class PostgresqlLockTable implements LockTable {

    /** What may stand between {@code CREATE} and the kind of relation, each before the next. */
    private static final List<String> BEFORE_KIND =
            List.of("GLOBAL", "LOCAL", "TEMP", "TEMPORARY", "UNLOGGED", "FOREIGN", "UNIQUE", "RECURSIVE");

    /** Indexes and sequences of a table, each a relation. */
    private static final Pattern PART = Pattern.compile(
            "\\b(?:PRIMARY KEY|UNIQUE|EXCLUDE|IDENTITY|(?:BIG|SMALL)?SERIAL[248]?)\\b", Pattern.CASE_INSENSITIVE);

    /** Types whose values may be moved out of line, to a table and an index of their own. */
    private static final Pattern LONG_TYPE = Pattern.compile(
            "\\b(?:TEXT|JSONB?|BYTEA|XML|TSVECTOR|HSTORE)\\b|\\["
                    + "|\\b(?:VARCHAR|CHAR|CHARACTER VARYING|NUMERIC|DECIMAL)\\b(?! \\( \\d{1,2} [,)])",
            Pattern.CASE_INSENSITIVE);

    private static final int TOAST = 2;

    /** With the table that its rows are first written to. */
    private static final int MATERIALIZED_VIEW = 6;

    /** A table, its key and what holds its long values. */
    private static final int USUAL_TABLE = 2 + TOAST;

    private final SqlLexis lexis;

    PostgresqlLockTable(SqlLexis lexis) {
        this.lexis = lexis;
    }

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
        StatementCursor cursor = StatementCursor.of(statement, lexis);
        if (cursor.skip("CREATE")) {
            return created(cursor);
        }
        if (cursor.skip("ALTER", "TABLE")) {
            return count(PART, cursor.tokens());
        }
        return cursor.skip("DROP") ? dropped(cursor) : 0;
    }

    private static int created(StatementCursor cursor) {
        if (cursor.skip("MATERIALIZED", "VIEW")) {
            return MATERIALIZED_VIEW;
        }
        cursor.skip("OR", "REPLACE");
        for (String word : BEFORE_KIND) {
            cursor.skip(word);
        }
        if (cursor.skip("TABLE")) {
            String table = cursor.tokens();
            return 1 + count(PART, table) + (LONG_TYPE.matcher(table).find() ? TOAST : 0);
        }
        return isOfOneRelation(cursor) ? 1 : 0;
    }

    private static int dropped(StatementCursor cursor) {
        if (cursor.skip("TABLE") || cursor.skip("FOREIGN", "TABLE") || cursor.skip("MATERIALIZED", "VIEW")) {
            return USUAL_TABLE * names(cursor.tokens());
        }
        return isOfOneRelation(cursor) ? names(cursor.tokens()) : 0;
    }

    private static boolean isOfOneRelation(StatementCursor cursor) {
        return cursor.skip("INDEX") || cursor.skip("SEQUENCE") || cursor.skip("VIEW");
    }

    private static int count(Pattern pattern, String tokens) {
        return (int) pattern.matcher(tokens).results().count();
    }

    private static int names(String list) {
        return list.split(",", -1).length;
    }
}
