package dev.reflux.schema;

import org.jspecify.annotations.Nullable;

/** A column of a table. */
@Description("A column of a table.")
public record ColumnReference(
        @Description("schema of the table; absent: the first of the search path") @Nullable String schema,
        @Description("table") String table,
        @Description("column") String column) {

    /** Checks the names. */
    public ColumnReference {
        Arguments.optionalName("schema", schema);
        Arguments.name("table", table);
        Arguments.name("column", column);
    }
}
