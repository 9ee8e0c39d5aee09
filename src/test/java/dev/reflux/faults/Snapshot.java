package dev.reflux.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflux.junit.CatalogFingerprint;
import dev.reflux.testsupport.PgDump;
import dev.reflux.testsupport.TestDatabase;
import java.util.List;
import java.util.Optional;

/**
 * What two databases are compared by.
 *
 * @param schema as {@code pg_dump} sees it; empty where no installed one understands the server
 * @param catalog as {@link CatalogFingerprint} sees it
 * @param rows rows of all tables but the history
 * @param succeeded each direction and revision that the history calls done, sorted; twice where it was done twice
 * @param unfinished revisions that the history calls half-way
 */
record Snapshot(
        List<String> schema,
        CatalogFingerprint catalog,
        List<String> rows,
        List<String> succeeded,
        List<String> unfinished) {

    private static final String TABLES =
            """
            SELECT string_agg(format(
                'SELECT %L || row::text FROM %s AS row', oid::regclass::text || ': ', oid::regclass), ' UNION ALL ')
                || ' ORDER BY 1'
            FROM pg_class
            WHERE relkind = 'r' AND relnamespace NOT IN ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)
                AND relname <> 'reflux_history' AND NOT relisshared AND relnamespace::regnamespace::text !~ '^pg_'
            """;

    /** Finding the program takes longer than running it, so it is given. */
    static Snapshot of(TestDatabase database, Optional<PgDump> program) {
        String tables = database.value(TABLES);
        return new Snapshot(
                program.map(found -> found.dump(database)).orElse(List.of()),
                database.fingerprint(),
                tables.equals("null") ? List.of() : database.column(tables),
                history(database, "outcome = 'succeeded'"),
                history(database, "outcome <> 'succeeded' AND progress_hash IS NOT NULL"));
    }

    /** The revisions that the history calls done in one direction, {@code upgrade} or {@code downgrade}, in order. */
    static List<String> succeeded(TestDatabase database, String direction) {
        if (isWithoutHistory(database)) {
            return List.of();
        }
        return database.column("SELECT revision FROM reflux_history WHERE outcome = 'succeeded' AND direction = '"
                + direction + "' ORDER BY finished_at, id");
    }

    private static boolean isWithoutHistory(TestDatabase database) {
        return database.value("SELECT to_regclass('reflux_history') IS NULL").equals("true");
    }

    private static List<String> history(TestDatabase database, String which) {
        if (isWithoutHistory(database)) {
            return List.of();
        }
        return database.column(
                "SELECT direction || ' ' || revision FROM reflux_history WHERE " + which + " ORDER BY 1");
    }

    void assertSameAs(Snapshot expected) {
        assertThat(succeeded).as("succeeded, by the history").isEqualTo(expected.succeeded);
        assertThat(unfinished).as("half-way, by the history").isEmpty();
        assertThat(rows).as("rows").isEqualTo(expected.rows);
        catalog.assertSameAs(expected.catalog);
        assertThat(schema).as("pg_dump").isEqualTo(expected.schema);
    }
}
