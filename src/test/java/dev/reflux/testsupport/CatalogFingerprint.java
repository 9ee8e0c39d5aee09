package dev.reflux.testsupport;

import static org.assertj.core.api.Assertions.assertThat;

import io.r2dbc.spi.Connection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything that the non-system schemas of a database hold, as sorted lines of text.
 *
 * <p>Two databases of one server with equal fingerprints hold the same schema: the lines name no OID and do not depend
 * on the order of creation, but for the order of columns, which is part of a table. Rows are not looked at.
 *
 * @param entries sorted by key, then definition
 * @param sequenceValues where the sequences stand; no part of {@link #lines()}
 */
public record CatalogFingerprint(List<Entry> entries, List<Entry> sequenceValues) {

    /**
     * One fact about one object.
     *
     * @param table qualified name of the table that it goes away with, or null
     * @param key kind and name of the object
     * @param definition the fact; may have several lines
     */
    public record Entry(@Nullable String table, String key, String definition) {

        private Stream<String> lines() {
            return definition.lines().map(line -> key + ": " + line);
        }

        private boolean isOf(String name) {
            return table != null && (table.equals(name) || table.endsWith("." + name));
        }
    }

    /** Settings that decide how the server prints names and stored values. */
    private static final String PRINT_ALIKE =
            """
            SET LOCAL search_path = '';
            SET LOCAL quote_all_identifiers = off;
            SET LOCAL timezone = 'UTC';
            SET LOCAL datestyle = 'ISO, YMD';
            SET LOCAL intervalstyle = 'postgres';
            SET LOCAL bytea_output = 'hex';
            SET LOCAL extra_float_digits = 1
            """;

    private static final Comparator<Entry> ORDER =
            Comparator.comparing(Entry::key).thenComparing(Entry::definition);

    public CatalogFingerprint {
        entries = entries.stream().sorted(ORDER).toList();
        sequenceValues = sequenceValues.stream().sorted(ORDER).toList();
    }

    /** Reads the database of a connection that has no open transaction; blocks, and leaves the connection as it was. */
    public static CatalogFingerprint read(Connection connection) {
        BlockingSql sql = new BlockingSql(connection);
        sql.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
        try {
            return readInTransaction(connection);
        } finally {
            sql.execute("ROLLBACK");
        }
    }

    /** Reads what the open transaction of a connection sees, and changes settings until its end. */
    static CatalogFingerprint readInTransaction(Connection connection) {
        BlockingSql sql = new BlockingSql(connection);
        sql.execute(PRINT_ALIKE);
        List<Entry> facts = new ArrayList<>();
        for (CatalogSection section : EnumSet.complementOf(EnumSet.of(CatalogSection.SEQUENCE_VALUES))) {
            facts.addAll(entries(sql, section));
        }
        return new CatalogFingerprint(facts, entries(sql, CatalogSection.SEQUENCE_VALUES));
    }

    /** Without the tables of these names, and their columns, indexes, constraints, sequences, comments, privileges. */
    public CatalogFingerprint excluding(String... tables) {
        return new CatalogFingerprint(without(entries, tables), without(sequenceValues, tables));
    }

    /** With the last values of the sequences as lines of their own. */
    public CatalogFingerprint withSequenceValues() {
        return new CatalogFingerprint(
                Stream.concat(entries.stream(), sequenceValues.stream()).toList(), List.of());
    }

    /** One line a fact, or several where a definition has several; each names its object. */
    public List<String> lines() {
        return entries.stream().flatMap(Entry::lines).toList();
    }

    /** Fails with the lines that are missing and those that are too many, if any. */
    public void assertSameAs(CatalogFingerprint expected) {
        List<String> actualLines = lines();
        List<String> expectedLines = expected.lines();
        assertThat(minus(actualLines, expectedLines))
                .as(
                        "in this catalog and not in the expected one (which alone has %s)",
                        minus(expectedLines, actualLines))
                .isEmpty();
        assertThat(actualLines).containsExactlyElementsOf(expectedLines);
    }

    @Override
    public String toString() {
        return String.join("\n", lines());
    }

    private static List<Entry> entries(BlockingSql sql, CatalogSection section) {
        return sql.rows(
                section.query(),
                row -> new Entry(row.get(0, String.class), row.get(1, String.class), row.get(2, String.class)));
    }

    private static List<Entry> without(List<Entry> entries, String... tables) {
        return entries.stream()
                .filter(entry -> Stream.of(tables).noneMatch(entry::isOf))
                .toList();
    }

    private static List<String> minus(List<String> lines, List<String> others) {
        List<String> rest = new ArrayList<>(lines);
        others.forEach(rest::remove);
        return rest;
    }
}
