package dev.reflux.dialect.postgresql;

import dev.reflux.dialect.BlockingSession;
import dev.reflux.dialect.Contention;
import dev.reflux.dialect.TrafficStatements;
import dev.reflux.engine.ResultRow;
import dev.reflux.sql.SqlLexis;
import dev.reflux.sql.SqlName;
import dev.reflux.sql.StatementNames;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Who stands in the way, by the locks that sessions hold on relations.
 *
 * @see <a href="https://www.postgresql.org/docs/current/view-pg-locks.html">pg_locks</a>
 * @see <a href="https://www.postgresql.org/docs/current/monitoring-stats.html#MONITORING-PG-STAT-ACTIVITY-VIEW">
 *     pg_stat_activity</a>
 */
final class PostgresqlTraffic implements TrafficStatements {

    private static final int MOST_NAMES = 200;

    private static final int MOST_SESSIONS = 5;

    /** The question must not become what is waited for. */
    private static final String LONGEST_QUESTION = "2s";

    private static final String QUERY_SHOWN = "300";

    private final SqlLexis lexis;

    PostgresqlTraffic(SqlLexis lexis) {
        this.lexis = lexis;
    }

    /**
     * A statement timeout and a cancel request share a state; only the words differ, and a server may translate them. So do a
     * full table of locks and a server without memory, but no translation changes the name of a setting.
     */
    @Override
    public @Nullable Contention contention(@Nullable String sqlState, String primary, @Nullable String hint) {
        return switch (sqlState == null ? "" : sqlState) {
            case "55P03" -> Contention.LOCK_TIMEOUT;
            case "40P01" -> Contention.DEADLOCK;
            case "40001" -> Contention.SERIALIZATION_FAILURE;
            case "57014" -> ended(primary);
            case "53200" ->
                hint != null && hint.contains("max_locks_per_transaction") ? Contention.LOCK_TABLE_FULL : null;
            default -> null;
        };
    }

    private static Contention ended(String primary) {
        if (primary.endsWith("user request")) {
            return Contention.CANCELLED_BY_OTHERS;
        }
        return primary.endsWith("statement timeout") ? Contention.STATEMENT_TIMEOUT : Contention.ENDED_EARLY;
    }

    @Override
    public List<String> blockers(String statement) {
        List<SqlName> names = StatementNames.of(statement, lexis, MOST_NAMES);
        if (names.isEmpty()) {
            return List.of();
        }
        return List.of(
                "SET LOCAL statement_timeout = '" + LONGEST_QUESTION + "'",
                "SET LOCAL lock_timeout = '" + LONGEST_QUESTION + "'",
                question(names, PostgresqlLockModes.neededBy(statement, lexis)));
    }

    /**
     * Relations by name, as the session finds them or, since a revision's search path ended with its transaction, in any
     * schema; the tables of indexes among them; and what shares their locks: partitions, and the other ends of foreign keys.
     */
    private static String question(List<SqlName> names, PostgresqlLockModes needed) {
        return """
            WITH written AS (
                SELECT n.oid FROM (SELECT pg_catalog.to_regclass(t)::oid AS oid FROM pg_catalog.unnest(%s) AS t) n
                WHERE n.oid IS NOT NULL
                UNION
                SELECT c.oid FROM pg_catalog.unnest(%s) AS t JOIN pg_catalog.pg_class c ON c.relname = t
                WHERE pg_catalog.to_regclass(pg_catalog.quote_ident(t)) IS NULL
            ), named AS (
                SELECT oid FROM written
                UNION
                SELECT i.indrelid FROM pg_catalog.pg_index i JOIN written w ON i.indexrelid = w.oid
            ), touched AS (
                SELECT oid, true AS named FROM named
                UNION ALL
                SELECT o.oid, false FROM (
                    SELECT h.inhrelid AS oid FROM pg_catalog.pg_inherits h JOIN named n ON h.inhparent = n.oid
                    UNION
                    SELECT h.inhparent FROM pg_catalog.pg_inherits h JOIN named n ON h.inhrelid = n.oid
                    UNION
                    SELECT k.confrelid FROM pg_catalog.pg_constraint k JOIN named n ON k.conrelid = n.oid
                    WHERE k.contype = 'f'
                    UNION
                    SELECT k.conrelid FROM pg_catalog.pg_constraint k JOIN named n ON k.confrelid = n.oid
                    WHERE k.contype = 'f'
                ) o WHERE o.oid NOT IN (SELECT oid FROM named)
            ), held AS (
                SELECT DISTINCT ON (l.virtualtransaction) l.pid, l.virtualtransaction,
                    l.mode || ' on ' || l.relation::pg_catalog.regclass::text AS held,
                    CASE WHEN l.mode <> ALL (%s) THEN 3 WHEN t.named THEN 1 ELSE 2 END AS relevance
                FROM pg_catalog.pg_locks l JOIN touched t ON t.oid = l.relation
                WHERE l.locktype = 'relation' AND l.granted AND l.pid IS DISTINCT FROM pg_catalog.pg_backend_pid()
                    AND l.database = (SELECT oid FROM pg_catalog.pg_database
                        WHERE datname = pg_catalog.current_database())
                    AND (t.named OR l.mode = ANY (%s))
                ORDER BY l.virtualtransaction, relevance, pg_catalog.array_position(%s, l.mode)
            ), found AS (
                SELECT h.pid, p.gid, h.held, h.relevance, p.owner::text AS owner, p.prepared FROM held h
                LEFT JOIN pg_catalog.pg_prepared_xacts p
                    ON h.pid IS NULL AND h.virtualtransaction = '-1/' || p.transaction::text
                UNION ALL
                SELECT a.pid, NULL, NULL, 2, NULL, NULL FROM pg_catalog.pg_stat_activity a
                WHERE %s AND a.backend_xmin IS NOT NULL AND a.datname = pg_catalog.current_database()
                    AND a.pid <> pg_catalog.pg_backend_pid() AND a.backend_type = 'client backend'
                    AND a.pid NOT IN (SELECT pid FROM held WHERE pid IS NOT NULL)
            )
            SELECT f.pid, f.gid, coalesce(a.usename::text, f.owner) AS "user",
                nullif(a.application_name, '') AS application, pg_catalog.host(a.client_addr) AS client, a.state,
                f.held, (extract(epoch FROM pg_catalog.clock_timestamp() - coalesce(a.xact_start, f.prepared))
                    * 1000)::bigint AS transaction_ms,
                (extract(epoch FROM pg_catalog.clock_timestamp() - a.query_start) * 1000)::bigint AS query_ms,
                pg_catalog.left(a.query, %s) AS query
            FROM found f LEFT JOIN pg_catalog.pg_stat_activity a ON a.pid = f.pid
            WHERE f.pid IS NULL OR a.pid IS NOT NULL
            ORDER BY f.relevance, coalesce(a.xact_start, f.prepared) LIMIT %d"""
                .formatted(
                        array(qualified(names)),
                        array(unqualified(names)),
                        PostgresqlText.array(needed.conflicting()),
                        PostgresqlText.array(needed.conflicting()),
                        PostgresqlText.array(PostgresqlLockModes.byStrength()),
                        needed.waitsForSnapshots(),
                        QUERY_SHOWN,
                        MOST_SESSIONS);
    }

    /** All that a name may mean: of {@code a.b.c}, schema and table, table and column, and so on. */
    private static Set<String> qualified(List<SqlName> names) {
        Set<String> texts = new LinkedHashSet<>();
        for (SqlName name : names) {
            List<String> parts = name.parts();
            for (int i = 0; i < parts.size(); i++) {
                texts.add(quoted(parts.get(i)));
                if (i > 0) {
                    texts.add(quoted(parts.get(i - 1)) + '.' + quoted(parts.get(i)));
                }
            }
        }
        return texts;
    }

    private static Set<String> unqualified(List<SqlName> names) {
        return names.stream()
                .filter(name -> name.parts().size() == 1)
                .map(name -> name.parts().get(0))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static String quoted(String part) {
        return '"' + part.replace("\"", "\"\"") + '"';
    }

    private static String array(Set<String> texts) {
        return PostgresqlText.array(List.copyOf(texts));
    }

    @Override
    public List<BlockingSession> decodeBlockers(List<ResultRow> rows) {
        return rows.stream().map(PostgresqlTraffic::decode).toList();
    }

    private static BlockingSession decode(ResultRow row) {
        Integer pid = row.get("pid", Integer.class);
        String prepared = row.get("gid", String.class);
        return new BlockingSession(
                pid,
                prepared,
                row.get("user", String.class),
                row.get("application", String.class),
                row.get("client", String.class),
                row.get("state", String.class),
                row.get("held", String.class),
                age(row.get("transaction_ms", Long.class)),
                age(row.get("query_ms", Long.class)),
                row.get("query", String.class),
                pid == null
                        ? "ROLLBACK PREPARED " + PostgresqlText.literal(prepared)
                        : "SELECT pg_terminate_backend(" + pid + ")");
    }

    /** Clocks are read at slightly different times. */
    private static @Nullable Duration age(@Nullable Long milliseconds) {
        return milliseconds == null ? null : Duration.ofMillis(Math.max(0, milliseconds));
    }
}
