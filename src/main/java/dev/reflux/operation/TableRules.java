package dev.reflux.operation;

import dev.reflux.schema.Arguments;
import dev.reflux.schema.Column;
import dev.reflux.schema.Constraint;
import dev.reflux.schema.Index;
import dev.reflux.schema.IndexColumn;
import dev.reflux.schema.PrimaryKey;
import dev.reflux.schema.QualifiedName;
import dev.reflux.schema.TableElement;
import dev.reflux.schema.TableItem;
import dev.reflux.schema.Unique;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

    static void check(
            List<Column> columns, List<Constraint> constraints, List<Index> indexes, List<QualifiedName> inherits) {
        long keys = constraints.stream().filter(PrimaryKey.class::isInstance).count();
        if (keys > 1 || (keys == 1 && columns.stream().anyMatch(Column::primaryKey))) {
            throw Arguments.invalid("constraints", "has a second primary key");
        }
        // Columns of a table with parents are not all known
        if (inherits.isEmpty()) {
            Set<String> known = columns.stream().map(Column::name).collect(Collectors.toUnmodifiableSet());
            constraints.forEach(constraint -> checkKnown("constraints", columnsOf(constraint), known));
            indexes.forEach(index -> checkKnown("indexes", columnsOf(index), known));
        }
    }

    private static void checkKnown(String argument, Stream<String> columns, Set<String> known) {
        columns.filter(column -> !known.contains(column)).findFirst().ifPresent(column -> {
            throw Arguments.invalid(argument, "names the column \"" + column + "\", which the table has not");
        });
    }

    private static Stream<String> columnsOf(Constraint constraint) {
        List<String> included = constraint instanceof Unique unique ? unique.include() : List.of();
        return Stream.concat(constraint.columns().stream(), included.stream());
    }

    private static Stream<String> columnsOf(Index index) {
        Stream<String> indexed =
                index.columns().stream().map(IndexColumn::column).flatMap(Stream::ofNullable);
        return Stream.concat(indexed, index.include().stream());
    }
}
