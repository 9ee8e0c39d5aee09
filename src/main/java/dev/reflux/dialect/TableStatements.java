package dev.reflux.dialect;

import dev.reflux.schema.QualifiedName;
import java.util.List;

/** Statements about the columns and rows of one table, which may be a view. */
public interface TableStatements {

    /**
     * The columns in their order: rows with {@code name}, {@code type}, {@code nullable}, {@code generated}, {@code default_value}
     * and {@code key_position}, the components of {@link TableColumn}; no row where there is no such table.
     */
    String columns(QualifiedName table);

    /**
     * All rows, ordered by the primary key, else by all that they hold.
     *
     * @param columns those to read, in this order; at least one
     * @param all all columns of the table
     */
    String rows(QualifiedName table, List<TableColumn> columns, List<TableColumn> all);
}
