package dev.reflux.dialect.postgresql;

import static dev.reflux.dialect.postgresql.CatalogSection.SEQUENCE_VALUES;

import dev.reflux.dialect.CatalogStatements;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/**
 * Facts about the schema, out of the system catalogs.
 *
 * <p>They are one query: what most kinds of object have in common is then worked out once, all see one snapshot, and it can
 * be prepared, which saves about half of the time on a small schema.
 */
final class PostgresqlCatalog implements CatalogStatements {

    private static final String PREPARED = "reflux_catalog";
    private static final String SAVEPOINT = "reflux_catalog";

    /** Settings that decide how the server prints names and stored values; compiling such a query takes longer than it. */
    private static final List<String> PRINT_ALIKE = List.of(
            "SET LOCAL search_path = ''",
            "SET LOCAL quote_all_identifiers = off",
            "SET LOCAL timezone = 'UTC'",
            "SET LOCAL datestyle = 'ISO, YMD'",
            "SET LOCAL intervalstyle = 'postgres'",
            "SET LOCAL bytea_output = 'hex'",
            "SET LOCAL extra_float_digits = 1",
            "SET LOCAL jit = off");

    @Override
    public String facts() {
        return CatalogSection.query(EnumSet.complementOf(EnumSet.of(SEQUENCE_VALUES)));
    }

    @Override
    public String sequenceValues() {
        return CatalogSection.query(EnumSet.of(SEQUENCE_VALUES));
    }

    @Override
    public String preparedName() {
        return PREPARED;
    }

    @Override
    public String prepareFacts() {
        return "PREPARE " + PREPARED + " AS " + facts();
    }

    @Override
    public String preparedFacts() {
        return "EXECUTE " + PREPARED;
    }

    @Override
    public List<String> begin(boolean inTransaction) {
        List<String> statements = new ArrayList<>();
        statements.add(inTransaction ? "SAVEPOINT " + SAVEPOINT : "BEGIN READ ONLY");
        statements.addAll(PRINT_ALIKE);
        return statements;
    }

    @Override
    public List<String> end(boolean inTransaction) {
        return inTransaction
                ? List.of("ROLLBACK TO SAVEPOINT " + SAVEPOINT, "RELEASE SAVEPOINT " + SAVEPOINT)
                : List.of("ROLLBACK");
    }
}
