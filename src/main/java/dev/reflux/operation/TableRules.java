package dev.reflux.operation;

import dev.reflux.schema.Arguments;
import dev.reflux.schema.Column;
import dev.reflux.schema.Constraint;
import dev.reflux.schema.ForeignKey;
import dev.reflux.schema.Index;
import dev.reflux.schema.PrimaryKey;
import dev.reflux.schema.QualifiedName;
import dev.reflux.schema.TableElement;
import dev.reflux.schema.TableItem;
import dev.reflux.schema.Unique;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** How the parts of a table go together. */
final class TableRules {

    private TableRules() {}

    /** Parts of a table by kind. */
    record Sorted(List<Column> columns, List<Constraint> constraints, List<Index> indexes) {}

    static Sorted sort(TableElement... elements) {
        Sorted sorted = new Sorted(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (TableElement element : elements) {
            TableItem item = element.toItem();
            if (item instanceof Column column) {
                sorted.columns().add(column);
            } else if (item instanceof Constraint constraint) {
                sorted.constraints().add(constraint);
            } else if (item instanceof Index index) {
                sorted.indexes().add(index);
            }
        }
        return sorted;
    }

    static void check(List<Column> columns, List<Constraint> constraints, List<QualifiedName> inherits) {
        long keys = constraints.stream().filter(PrimaryKey.class::isInstance).count();
        if (keys > 1 || (keys == 1 && columns.stream().anyMatch(Column::primaryKey))) {
            throw Arguments.invalid("constraints", "has a second primary key");
        }
        if (inherits.isEmpty()) {
            checkColumns(columns, constraints);
        }
    }

    /** Columns of a table with parents are not all known. */
    private static void checkColumns(List<Column> columns, List<Constraint> constraints) {
        Set<String> known = new HashSet<>();
        columns.forEach(column -> known.add(column.name()));
        for (Constraint constraint : constraints) {
            for (String column : columnsOf(constraint)) {
                if (!known.contains(column)) {
                    throw Arguments.invalid(
                            "constraints", "names the column \"" + column + "\", which the table has not");
                }
            }
        }
    }

    private static List<String> columnsOf(Constraint constraint) {
        if (constraint instanceof PrimaryKey key) {
            return key.columns();
        }
        if (constraint instanceof Unique unique) {
            return unique.columns();
        }
        return constraint instanceof ForeignKey foreign ? foreign.columns() : List.of();
    }
}
