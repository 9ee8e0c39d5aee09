package dev.reflux.dialect.postgresql;

import static dev.reflux.dialect.postgresql.PostgresqlText.literal;

import dev.reflux.dialect.LockStatements;
import dev.reflux.dialect.StateTables;
import dev.reflux.error.DatabaseException;

/**
 * A session-level advisory lock, polled: a session that waits inside {@code pg_advisory_lock} holds a snapshot, which
 * {@code CREATE INDEX CONCURRENTLY} of the holder would wait for.
 *
 * @see <a href="https://www.postgresql.org/docs/current/explicit-locking.html#ADVISORY-LOCKS">Advisory locks</a>
 */
final class PostgresqlLock implements LockStatements {

    /** Of a class that the server leaves to applications. */
    private static final String OTHER_SESSION = "RX001";

    private static final String RELEASED = "RX002";

    private final String key;

    PostgresqlLock(StateTables tables) {
        String schema = tables.schema() == null ? "pg_catalog.current_schema()" : literal(tables.schema());
        this.key = "pg_catalog.hashtextextended('reflux:' || " + schema + " || '.' || " + literal(tables.versionTable())
                + ", 0)";
    }

    @Override
    public String tryAcquire(int session) {
        return "SELECT CASE WHEN pg_catalog.pg_backend_pid() = " + session + " THEN pg_catalog.pg_try_advisory_lock("
                + key + ") END AS acquired";
    }

    @Override
    public String requireHeld(int session) {
        return "DO "
                + PostgresqlText.dollarQuoted(" BEGIN IF pg_catalog.pg_backend_pid() <> " + session
                        + " THEN RAISE EXCEPTION 'another session' USING ERRCODE = '" + OTHER_SESSION + "'; END IF;"
                        + " IF NOT EXISTS (SELECT FROM pg_catalog.pg_locks l WHERE l.pid = pg_catalog.pg_backend_pid() AND "
                        + isTheLock(key) + ") THEN RAISE EXCEPTION 'the lock is not held' USING ERRCODE = '" + RELEASED
                        + "'; END IF; END ");
    }

    @Override
    public Loss loss(DatabaseException failure) {
        return OTHER_SESSION.equals(failure.sqlState())
                ? Loss.OTHER_SESSION
                : RELEASED.equals(failure.sqlState()) ? Loss.RELEASED : Loss.NONE;
    }

    @Override
    public String release(int session) {
        return "SELECT CASE WHEN pg_catalog.pg_backend_pid() = " + session + " THEN pg_catalog.pg_advisory_unlock("
                + key + ") END AS released";
    }

    @Override
    public String holder() {
        return "SELECT pg_catalog.format('pid %s, user %s, host %s, application %s, connected since %s', a.pid,"
                + " a.usename, coalesce(pg_catalog.host(a.client_addr), 'local'), coalesce(nullif(a.application_name, ''), '-'),"
                + " to_char(a.backend_start, 'YYYY-MM-DD HH24:MI:SS TZ')) AS holder"
                + " FROM pg_catalog.pg_locks l JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid"
                + " CROSS JOIN (SELECT " + key + " AS key) k WHERE " + isTheLock("k.key");
    }

    /** A lock of 64 bits, of this database. */
    private static String isTheLock(String key) {
        return "l.locktype = 'advisory' AND l.granted AND l.objsubid = 1"
                + " AND l.database = (SELECT oid FROM pg_catalog.pg_database"
                + " WHERE datname = pg_catalog.current_database())"
                + " AND ((l.classid::bigint << 32) | l.objid::bigint) = " + key;
    }
}
