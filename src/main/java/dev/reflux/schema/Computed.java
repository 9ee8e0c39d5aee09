package dev.reflux.schema;

/**
 * Makes a column a generated one.
 *
 * @see <a href="https://www.postgresql.org/docs/current/ddl-generated-columns.html">Generated Columns</a>
 */
@Description("Makes a column a generated one.")
public record Computed(
        @Description("SQL expression over other columns of the row") String expression,
        @Description("computed when read, not stored; PostgreSQL 18 and newer") boolean virtual) {

    /** Checks and copies the arguments. */
    public Computed {
        Arguments.sql("expression", expression);
    }
}
