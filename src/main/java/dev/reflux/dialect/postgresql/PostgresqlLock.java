package dev.reflux.dialect.postgresql;

import static dev.reflux.dialect.postgresql.PostgresqlText.literal;

import dev.reflux.dialect.LockStatements;
import dev.reflux.dialect.StateTables;

/**
 * A session-level advisory lock, polled: a session that waits inside {@code pg_advisory_lock} holds a snapshot, which
 * {@code CREATE INDEX CONCURRENTLY} of the holder would wait for.
 *
 * @see <a href="https://www.postgresql.org/docs/current/explicit-locking.html#ADVISORY-LOCKS">Advisory locks</a>
 */
final class PostgresqlLock implements LockStatements {

    private final String key;

    PostgresqlLock(StateTables tables) {
        String schema = tables.schema() == null ? "pg_catalog.current_schema()" : literal(tables.schema());
        this.key = "pg_catalog.hashtextextended('reflux:' || " + schema + " || '.' || " + literal(tables.versionTable())
                + ", 0)";
    }

    @Override
    public String tryAcquire() {
        return "SELECT pg_catalog.pg_try_advisory_lock(" + key + ") AS acquired";
    }

    @Override
    public String release() {
        return "SELECT pg_catalog.pg_advisory_unlock(" + key + ")";
    }

    @Override
    public String holder() {
        return "SELECT pg_catalog.format('pid %s, user %s, host %s, application %s, connected since %s', a.pid,"
                + " a.usename, coalesce(pg_catalog.host(a.client_addr), 'local'), coalesce(nullif(a.application_name, ''), '-'),"
                + " to_char(a.backend_start, 'YYYY-MM-DD HH24:MI:SS TZ')) AS holder"
                + " FROM pg_catalog.pg_locks l JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid"
                + " CROSS JOIN (SELECT " + key + " AS key) k"
                + " WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1"
                + " AND l.database = (SELECT oid FROM pg_catalog.pg_database"
                + " WHERE datname = pg_catalog.current_database())"
                + " AND ((l.classid::bigint << 32) | l.objid::bigint) = k.key";
    }
}
