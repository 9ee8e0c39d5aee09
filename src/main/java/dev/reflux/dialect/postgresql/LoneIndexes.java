package dev.reflux.dialect.postgresql;

import static dev.reflux.dialect.postgresql.PostgresqlText.literal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks the catalog about indexes that were built, dropped or rebuilt concurrently.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-createindex.html#SQL-CREATEINDEX-CONCURRENTLY">Building
 *     Indexes Concurrently</a>
 */
final class LoneIndexes {

    private static final String BUILT_BY_ANOTHER = "SELECT p.pid FROM pg_catalog.pg_stat_progress_create_index p"
            + " WHERE p.index_relid = i.oid AND p.pid <> pg_catalog.pg_backend_pid()";

    /** The schema of TOAST tables is closed to ordinary owners of tables. */
    private static final String MAY_DROP =
            "(pg_catalog.has_schema_privilege(m.oid, 'USAGE') AND pg_catalog.pg_has_role(i.relowner, 'USAGE'))";

    private LoneIndexes() {}

    /** No row where there is no such table, or where the name is taken already. */
    static String beforeCreate(LoneCommand command) {
        String name = literal(command.lastName()) + "::pg_catalog.name";
        String others = command.name() == null
                ? "ARRAY(SELECT i.relname FROM pg_catalog.pg_index x JOIN pg_catalog.pg_class i ON i.oid = x.indexrelid"
                        + " WHERE x.indrelid = c.oid)"
                : "NULL";
        return "SELECT pg_catalog.jsonb_build_object('schema', n.nspname, 'table', c.relname, 'name', " + name
                + ", 'unique', " + command.unique() + ", 'others', " + others + ")::text AS facts"
                + " FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
                + " WHERE c.oid = pg_catalog.to_regclass(" + literal(LoneCommand.text(command.table())) + ")"
                + " AND NOT EXISTS (SELECT FROM pg_catalog.pg_class t WHERE t.relnamespace = c.relnamespace"
                + " AND t.relname = " + name + ")";
    }

    /**
     * Looks at the indexes that were not there before. What the definition of a finished one ought to be the server says
     * itself, of the same index on an empty copy of the table, which is gone at once.
     *
     * @param command the statement, or null where it is no longer known
     */
    static List<String> afterCreate(String facts, @Nullable LoneCommand command) {
        String block = CREATED.replace("@facts@", literal(facts))
                .replace("@definition@", literal(command == null ? null : command.rest()))
                .replace("@built@", BUILT_BY_ANOTHER);
        return List.of("DO " + PostgresqlText.dollarQuoted(block), LoneAnswer.fromSetting());
    }

    private static final String CREATED =
            """
             DECLARE
                j jsonb := @facts@;
                definition text := @definition@;
                named boolean := j->>'name' IS NOT NULL;
                t oid := pg_catalog.to_regclass(pg_catalog.format('%I.%I', j->>'schema', j->>'table'));
                wanted text;
                same boolean;
                r record;
                invalid text[] := '{}';
                unsure integer := 0;
                answer jsonb := '{"state": "undone"}';
            BEGIN
                BEGIN
                    IF definition IS NOT NULL THEN
                        EXECUTE pg_catalog.format('CREATE TEMPORARY TABLE %I (LIKE %I.%I)', j->>'table', j->>'schema', j->>'table');
                        EXECUTE pg_catalog.format('CREATE INDEX reflux_probe ON pg_temp.%I %s', j->>'table', definition);
                        SELECT pg_catalog.substr(d, pg_catalog.strpos(d, ' USING ')) INTO wanted
                            FROM pg_catalog.pg_get_indexdef('pg_temp.reflux_probe'::pg_catalog.regclass) d;
                        RAISE EXCEPTION 'gone';
                    END IF;
                EXCEPTION WHEN OTHERS THEN NULL;
                END;
                FOR r IN
                    SELECT i.oid, i.relname, x.indrelid, x.indisvalid, x.indisunique, (@built@) AS builder,
                        pg_catalog.format('%I.%I', j->>'schema', i.relname) AS subject,
                        CASE WHEN x.indexrelid IS NOT NULL THEN pg_catalog.pg_get_indexdef(i.oid) END AS definition
                    FROM pg_catalog.pg_class i LEFT JOIN pg_catalog.pg_index x ON x.indexrelid = i.oid
                    WHERE i.relnamespace = (SELECT oid FROM pg_catalog.pg_namespace WHERE nspname = j->>'schema')
                        AND CASE WHEN named THEN i.relname = j->>'name' ELSE x.indrelid = t AND NOT (j->'others') ? i.relname END
                LOOP
                    same := pg_catalog.substr(r.definition, pg_catalog.strpos(r.definition, ' USING ')) = wanted;
                    IF r.indrelid IS DISTINCT FROM t OR r.indisunique <> (j->>'unique')::boolean OR (r.indisvalid AND NOT same) THEN
                        IF named THEN
                            answer := pg_catalog.jsonb_build_object('state', 'foreign', 'subject', r.subject, 'detail', r.definition);
                        END IF;
                    ELSIF r.builder IS NOT NULL THEN
                        answer := pg_catalog.jsonb_build_object('state', 'building', 'subject', r.subject, 'detail', r.builder);
                        EXIT;
                    ELSIF NOT r.indisvalid AND (named OR same IS NOT FALSE) THEN
                        invalid := invalid || r.subject;
                        unsure := unsure + CASE WHEN same THEN 0 ELSE 1 END;
                    ELSIF r.indisvalid AND (named OR same) THEN
                        answer := '{"state": "done"}';
                    ELSIF r.indisvalid THEN
                        answer := pg_catalog.jsonb_build_object('state', 'unnamed', 'subject', r.subject, 'detail', r.definition);
                    END IF;
                END LOOP;
                IF answer->>'state' = 'undone' AND pg_catalog.cardinality(invalid) > 0 THEN
                    answer := CASE WHEN pg_catalog.cardinality(invalid) > 1 AND unsure > 0
                        THEN pg_catalog.jsonb_build_object('state', 'unnamed', 'subject', pg_catalog.array_to_string(invalid, ', '))
                        ELSE pg_catalog.jsonb_build_object('state', 'undone', 'statements',
                            ARRAY(SELECT 'DROP INDEX CONCURRENTLY IF EXISTS ' || d FROM pg_catalog.unnest(invalid) d)) END;
                END IF;
                PERFORM pg_catalog.set_config('reflux.lone', answer::text, true);
            END""";

    /** The schema is looked up now: once the index is gone, its name may mean another one further down the search path. */
    static String beforeDrop(LoneCommand command) {
        return "SELECT pg_catalog.jsonb_build_object('schema', n.nspname, 'name', c.relname)::text AS facts"
                + " FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
                + " WHERE c.relkind = 'i' AND c.oid = pg_catalog.to_regclass("
                + literal(LoneCommand.text(command.name())) + ")";
    }

    static List<String> afterDrop(String facts) {
        return List.of(LoneAnswer.of(
                "CASE WHEN pg_catalog.to_regclass(pg_catalog.format('%I.%I', j->>'schema', j->>'name')) IS NULL"
                        + " THEN 'done' ELSE 'undone' END",
                "'{}'::text[]", facts));
    }

    /** No row where there is no such index or table. */
    static String beforeReindex(LoneCommand command) {
        String index = LoneCommand.text(command.name());
        String table = LoneCommand.text(command.table());
        if (index == null && table == null) {
            return "SELECT pg_catalog.jsonb_build_object('others', ARRAY(" + leftovers("NULL::oid")
                    + "))::text AS facts";
        }
        String relation = index == null
                ? "pg_catalog.to_regclass(" + literal(table) + ")"
                : "(SELECT indrelid FROM pg_catalog.pg_index WHERE indexrelid = pg_catalog.to_regclass("
                        + literal(index) + "))";
        return "SELECT pg_catalog.jsonb_build_object('schema', n.nspname, 'table', c.relname, 'others', ARRAY("
                + leftovers("c.oid") + "))::text AS facts FROM pg_catalog.pg_class c"
                + " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = " + relation;
    }

    /** Indexes that REINDEX leaves behind when it is ended: of a table, its partitions and their TOAST tables, or all. */
    private static String leftovers(String table) {
        String tables = "SELECT " + table + " UNION SELECT relid FROM pg_catalog.pg_partition_tree(" + table + ")";
        return "SELECT pg_catalog.format('%I.%I', m.nspname, i.relname) FROM pg_catalog.pg_index x"
                + " JOIN pg_catalog.pg_class i ON i.oid = x.indexrelid"
                + " JOIN pg_catalog.pg_namespace m ON m.oid = i.relnamespace"
                + " WHERE NOT x.indisvalid AND i.relkind = 'i' AND i.relname ~ '_cc(new|old)[0-9]*$'"
                + " AND NOT EXISTS (" + BUILT_BY_ANOTHER + ") AND (" + table + " IS NULL OR x.indrelid IN (" + tables
                + ") OR x.indrelid IN (SELECT reltoastrelid FROM pg_catalog.pg_class WHERE oid IN (" + tables + ")))";
    }

    static List<String> afterReindex(String facts) {
        String table = "(CASE WHEN j->>'table' IS NOT NULL THEN pg_catalog.to_regclass(pg_catalog.format('%I.%I',"
                + " j->>'schema', j->>'table'))::oid END)";
        return List.of(LoneAnswer.of(
                "'undone'",
                drops(leftovers(table) + " AND " + MAY_DROP),
                drops(leftovers(table) + " AND NOT " + MAY_DROP),
                facts));
    }

    private static String drops(String leftovers) {
        return "ARRAY(SELECT 'DROP INDEX CONCURRENTLY IF EXISTS ' || l FROM (" + leftovers
                + ") AS found(l) WHERE NOT (j->'others') ? l)";
    }
}
