package dev.reflux.dialect.postgresql;

import dev.reflux.operation.CreateTable;
import dev.reflux.operation.DropTable;
import dev.reflux.operation.RenameTable;
import dev.reflux.schema.Arguments;
import dev.reflux.schema.Column;
import dev.reflux.schema.Constraint;
import dev.reflux.schema.Index;
import dev.reflux.schema.PrimaryKey;
import dev.reflux.schema.QualifiedName;
import dev.reflux.schema.Reference;
import dev.reflux.schema.Unique;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tables.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-createtable.html">CREATE TABLE</a>
 */
final class PostgresqlTables {

    private static final Pattern PARTITION_KEY =
            Pattern.compile("(RANGE|LIST|HASH)\\s*\\(.*\\)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private PostgresqlTables() {}

    /** The table, then its indexes, then the comments. */
    static List<String> create(CreateTable operation) {
        String table = PostgresqlNames.qualified(operation.schema(), operation.name());
        List<String> statements = new ArrayList<>();
        statements.add(table(operation, table));
        for (Index index : indexes(operation)) {
            statements.add(PostgresqlIndexes.create(table, index, false, operation.ifNotExists()));
        }
        if (operation.comment() != null) {
            statements.add(comment(table, operation.comment()));
        }
        for (Column column : operation.columns()) {
            if (column.comment() != null) {
                statements.add(PostgresqlColumns.comment(table, column.name(), column.comment()));
            }
        }
        return statements;
    }

    static String drop(DropTable operation) {
        return new Phrase("DROP TABLE")
                .addIf(operation.ifExists(), "IF EXISTS")
                .add(PostgresqlNames.qualified(operation.schema(), operation.name()))
                .addIf(operation.cascade(), "CASCADE")
                .toString();
    }

    static String rename(RenameTable operation) {
        return alter(operation.schema(), operation.name())
                .addWith("RENAME TO", PostgresqlText.identifier(operation.newName()))
                .toString();
    }

    /** Sets the comment of a table, or removes it. */
    static String comment(String table, @Nullable String comment) {
        return "COMMENT ON TABLE " + table + " IS " + PostgresqlText.literal(comment);
    }

    /** The beginning of a change. */
    static Phrase alter(@Nullable String schema, String table) {
        return alter(PostgresqlNames.qualified(schema, table));
    }

    /** The beginning of a change of a table whose name is written already. */
    static Phrase alter(String table) {
        return new Phrase("ALTER TABLE").add(table);
    }

    private static String table(CreateTable operation, String table) {
        List<String> parts = parts(operation);
        String body = parts.isEmpty() ? "()" : "(\n    " + String.join(",\n    ", parts) + "\n)";
        return new Phrase("CREATE")
                .addIf(operation.unlogged(), "UNLOGGED")
                .add("TABLE")
                .addIf(operation.ifNotExists(), "IF NOT EXISTS")
                .add(table)
                .add(body)
                .addWith("INHERITS", parents(operation.inherits()))
                .addWith("PARTITION BY", partitionKey(operation.partitionBy()))
                .addWith("WITH", PostgresqlIndexes.storage(operation.with()))
                .addWith("TABLESPACE", PostgresqlNames.optional(operation.tablespace()))
                .toString();
    }

    private static List<String> parts(CreateTable operation) {
        List<String> parts = new ArrayList<>();
        operation.columns().forEach(column -> parts.add(PostgresqlColumns.definition(column)));
        constraints(operation).forEach(constraint -> parts.add(PostgresqlConstraints.clause(constraint)));
        return parts;
    }

    /** In SQLAlchemy's order: the primary key, the table's, then those of columns. */
    private static List<Constraint> constraints(CreateTable operation) {
        List<Constraint> constraints = new ArrayList<>(operation.constraints());
        List<String> key = operation.columns().stream()
                .filter(Column::primaryKey)
                .map(Column::name)
                .toList();
        if (!key.isEmpty()) {
            constraints.add(0, new PrimaryKey(null, key));
        }
        for (Column column : operation.columns()) {
            if (PostgresqlColumns.hasUniqueConstraint(column)) {
                constraints.add(Unique.builder().columns(column.name()).build());
            }
        }
        for (Column column : operation.columns()) {
            Reference reference = column.references();
            if (reference != null) {
                constraints.add(PostgresqlColumns.foreignKey(column, reference));
            }
        }
        return constraints;
    }

    private static List<Index> indexes(CreateTable operation) {
        List<Index> indexes = new ArrayList<>(operation.indexes());
        operation.columns().stream()
                .filter(Column::index)
                .map(PostgresqlColumns::index)
                .forEach(indexes::add);
        return indexes;
    }

    private static @Nullable String parents(List<QualifiedName> parents) {
        return parents.isEmpty()
                ? null
                : parents.stream().map(PostgresqlNames::qualified).collect(Collectors.joining(", ", "(", ")"));
    }

    private static @Nullable String partitionKey(@Nullable String key) {
        if (key == null) {
            return null;
        }
        if (!PARTITION_KEY.matcher(key.strip()).matches()) {
            throw Arguments.invalid(
                    "partition_by",
                    "is no partition key; write RANGE (…), LIST (…) or HASH (…) with columns or expressions");
        }
        return PostgresqlExpressions.verbatim("partition_by", key);
    }
}
