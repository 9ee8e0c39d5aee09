package dev.reflux.dialect.postgresql;

import static dev.reflux.dialect.postgresql.PostgresqlText.literal;

import java.util.List;

/** Asks the catalog about partitions, and about objects that are there or not. */
final class LoneObjects {

    private LoneObjects() {}

    /**
     * Rows of a catalog that are made or removed.
     *
     * @param catalog the catalog, with a condition of its own if need be
     * @param column where the name is
     * @param made whether the statement makes the row
     */
    private record Existence(String catalog, String column, boolean made) {

        private String exists(String name) {
            return "EXISTS (SELECT FROM " + catalog + " WHERE " + column + " = " + name + ")";
        }
    }

    private static Existence existence(LoneKind kind) {
        return switch (kind) {
            case CREATE_DATABASE, DROP_DATABASE ->
                new Existence("pg_catalog.pg_database", "datname", kind == LoneKind.CREATE_DATABASE);
            case CREATE_TABLESPACE, DROP_TABLESPACE ->
                new Existence("pg_catalog.pg_tablespace", "spcname", kind == LoneKind.CREATE_TABLESPACE);
            case CREATE_SUBSCRIPTION, DROP_SUBSCRIPTION ->
                new Existence(
                        "(SELECT subname FROM pg_catalog.pg_subscription WHERE subdbid = (SELECT oid FROM"
                                + " pg_catalog.pg_database WHERE datname = pg_catalog.current_database())) s",
                        "subname",
                        kind == LoneKind.CREATE_SUBSCRIPTION);
            case END_PREPARED -> new Existence("pg_catalog.pg_prepared_xacts", "gid", false);
            default -> throw new IllegalArgumentException(kind + " is about no single row");
        };
    }

    /** No row where there is nothing to make or to remove. */
    static String before(LoneCommand command) {
        Existence row = existence(command.kind());
        String type = command.kind() == LoneKind.END_PREPARED ? "text" : "pg_catalog.name";
        String name = literal(command.lastName()) + "::" + type;
        return "SELECT pg_catalog.jsonb_build_object('name', " + name + ")::text AS facts WHERE "
                + (row.made() ? "NOT " : "") + row.exists(name);
    }

    static List<String> after(LoneKind kind, String facts) {
        Existence row = existence(kind);
        String state =
                "CASE WHEN " + row.exists("(j->>'name')") + " = " + row.made() + " THEN 'done' ELSE 'undone' END";
        return List.of(LoneAnswer.of(state, "'{}'::text[]", facts));
    }

    /** No row where it is no partition, or is being detached already. */
    static String beforeDetach(LoneCommand command) {
        return "SELECT pg_catalog.jsonb_build_object('schema', n.nspname, 'table', p.relname, 'partition_schema',"
                + " m.nspname, 'partition', c.relname)::text AS facts FROM pg_catalog.pg_inherits h"
                + " JOIN pg_catalog.pg_class p ON p.oid = h.inhparent JOIN pg_catalog.pg_namespace n ON n.oid = p.relnamespace"
                + " JOIN pg_catalog.pg_class c ON c.oid = h.inhrelid JOIN pg_catalog.pg_namespace m ON m.oid = c.relnamespace"
                + " WHERE NOT h.inhdetachpending AND p.oid = pg_catalog.to_regclass("
                + literal(LoneCommand.text(command.table())) + ") AND c.oid = pg_catalog.to_regclass("
                + literal(LoneCommand.text(command.name())) + ")";
    }

    static List<String> afterDetach(String facts) {
        String pending = "(SELECT h.inhdetachpending FROM pg_catalog.pg_inherits h WHERE h.inhparent ="
                + " pg_catalog.to_regclass(pg_catalog.format('%I.%I', j->>'schema', j->>'table')) AND h.inhrelid ="
                + " pg_catalog.to_regclass(pg_catalog.format('%I.%I', j->>'partition_schema', j->>'partition')))";
        return List.of(LoneAnswer.of(
                "CASE WHEN " + pending + " IS FALSE THEN 'undone' ELSE 'done' END",
                "CASE WHEN " + pending
                        + " THEN ARRAY[pg_catalog.format('ALTER TABLE %I.%I DETACH PARTITION %I.%I FINALIZE',"
                        + " j->>'schema', j->>'table', j->>'partition_schema', j->>'partition')] ELSE '{}'::text[] END",
                facts));
    }
}
