package dev.reflux.operation;

import dev.reflux.schema.Column;
import dev.reflux.schema.Constraint;
import dev.reflux.schema.Index;
import dev.reflux.schema.PrimaryKey;
import dev.reflux.schema.Reference;
import dev.reflux.schema.Unique;
import java.util.ArrayList;
import java.util.List;

/**
 * What columns imply by {@code primary_key}, {@code unique} and {@code index}, said apart where a convention has a name
 * for it: a column has no room for the name. That of {@code references} has, and stays.
 *
 * <p>{@code unique} and {@code index} together are one unique index, as in SQLAlchemy.
 *
 * @param columns without what is said apart
 * @param constraints what is said apart
 * @param indexes what is said apart
 */
record ImpliedParts(List<Column> columns, List<Constraint> constraints, List<Index> indexes) {

    static ImpliedParts of(String table, List<Column> columns, ConventionalNames names) {
        ImpliedParts parts = new ImpliedParts(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        List<String> key =
                columns.stream().filter(Column::primaryKey).map(Column::name).toList();
        if (names.has("pk") && !key.isEmpty()) {
            parts.constraints.add(names.apply(table, new PrimaryKey(null, key)));
        }
        columns.forEach(column -> parts.add(table, column, names));
        return parts;
    }

    private void add(String table, Column column, ConventionalNames names) {
        if (column.index() && names.has("ix")) {
            Index.Builder index = Index.builder().columns(column.name());
            indexes.add(names.apply(table, column.unique() ? index.unique().build() : index.build()));
        }
        if (column.unique() && !column.index() && names.has("uq")) {
            constraints.add(
                    names.apply(table, Unique.builder().columns(column.name()).build()));
        }
        columns.add(rest(table, column, names));
    }

    private static Column rest(String table, Column column, ConventionalNames names) {
        Reference reference = column.references();
        return new Column(
                column.name(),
                column.type(),
                column.nullable(),
                column.defaultValue(),
                column.defaultSql(),
                column.primaryKey() && !names.has("pk"),
                column.unique() && !names.has(column.index() ? "ix" : "uq"),
                column.index() && !names.has("ix"),
                column.comment(),
                column.collation(),
                column.identity(),
                column.computed(),
                reference == null ? null : names.apply(table, column.name(), reference));
    }
}
