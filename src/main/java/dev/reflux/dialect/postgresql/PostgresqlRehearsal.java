package dev.reflux.dialect.postgresql;

import dev.reflux.dialect.RehearsalStatements;
import dev.reflux.dialect.StateTables;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Sessions ended and watched, by the server's own views.
 *
 * @see <a href="https://www.postgresql.org/docs/current/view-pg-locks.html">pg_locks</a>
 * @see <a href="https://www.postgresql.org/docs/current/explicit-locking.html">Explicit locking</a>
 */
final class PostgresqlRehearsal implements RehearsalStatements {

    @Override
    public String endThisSession() {
        return "SELECT pg_catalog.pg_terminate_backend(pg_catalog.pg_backend_pid())";
    }

    /** For the sessions of this database alone; the name of the database is not known here. */
    @Override
    public String refuseWrites() {
        return "DO $reflux$ BEGIN EXECUTE pg_catalog.format('ALTER DATABASE %I SET default_transaction_read_only = on',"
                + " pg_catalog.current_database()); END $reflux$";
    }

    /** What a session has not committed is in no catalog that this one sees. */
    @Override
    public String exclusiveLocks() {
        return """
            SELECT DISTINCT pg_catalog.format('%I.%I', n.nspname, c.relname) AS name, coalesce(a.query, '') AS message
            FROM pg_catalog.pg_locks l
            JOIN pg_catalog.pg_class c ON c.oid = l.relation AND c.relkind IN ('r', 'p', 'm')
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
            JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid AND a.backend_type = 'client backend'
            WHERE l.locktype = 'relation' AND l.mode = 'AccessExclusiveLock' AND l.granted
                AND l.pid <> pg_catalog.pg_backend_pid()
                AND l.database = (SELECT oid FROM pg_catalog.pg_database
                    WHERE datname = pg_catalog.current_database())
            ORDER BY 1""";
    }

    @Override
    public String storedRows(StateTables tables) {
        return Stream.of(tables.versionTable(), tables.historyTable())
                .filter(table -> table != null)
                .map(table -> "(SELECT coalesce(pg_catalog.string_agg(t.ctid::text || ' ' || t.xmin::text, ', '"
                        + " ORDER BY t.ctid), '') FROM " + PostgresqlText.table(tables, table) + " t)")
                .collect(Collectors.joining(" || '; ' || ", "SELECT ", " AS stored"));
    }

    /** Partitions are asked for their rows, and not the table that they make together. */
    @Override
    public String filledTables(StateTables except) {
        return """
            SELECT pg_catalog.format('%%I.%%I', n.nspname, c.relname) AS name
            FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind = 'r' AND c.relpersistence <> 't'
                AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
                AND c.oid <> ALL (%s)
                AND pg_catalog.pg_relation_size(c.oid) > 0
            ORDER BY 1"""
                .formatted(oids(except));
    }

    private static String oids(StateTables tables) {
        List<String> names = Stream.of(tables.versionTable(), tables.historyTable())
                .filter(table -> table != null)
                .map(table -> PostgresqlText.table(tables, table))
                .toList();
        return "SELECT coalesce(pg_catalog.to_regclass(t)::oid, 0) FROM pg_catalog.unnest("
                + PostgresqlText.array(names) + ") AS t";
    }

    @Override
    public String sequenceValues(StateTables except) {
        return """
            SELECT pg_catalog.format('%%I.%%I', n.nspname, c.relname) AS name,
                CASE WHEN pg_catalog.has_sequence_privilege(c.oid, 'USAGE, SELECT')
                    THEN pg_catalog.pg_sequence_last_value(c.oid)::text END AS value
            FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind = 'S' AND c.relpersistence <> 't'
                AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d WHERE d.classid = 'pg_catalog.pg_class'::regclass
                    AND d.objid = c.oid AND d.refclassid = 'pg_catalog.pg_class'::regclass AND d.refobjid IN (%s))"""
                .formatted(oids(except));
    }

    /** As JSON, which names the columns. */
    @Override
    public String contents(List<String> tables, int most) {
        return tables.stream()
                .map(table ->
                        "(SELECT %s AS name, pg_catalog.to_jsonb(t)::text AS contents FROM %s t ORDER BY 2 LIMIT %d)"
                                .formatted(PostgresqlText.literal(table), table, most))
                .collect(Collectors.joining("\nUNION ALL\n"));
    }

    @Override
    public String columnDigests(List<String> tables) {
        return tables.stream()
                .map(table ->
                        """
                    SELECT %s AS name, c.key AS column_name,
                        pg_catalog.md5(pg_catalog.string_agg(c.value::text, ',' ORDER BY c.value::text)) AS digest
                    FROM %s t, LATERAL pg_catalog.jsonb_each(pg_catalog.to_jsonb(t)) c GROUP BY c.key"""
                                .formatted(PostgresqlText.literal(table), table))
                .collect(Collectors.joining("\nUNION ALL\n"));
    }
}
