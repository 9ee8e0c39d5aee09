package dev.reflux.dialect.postgresql;

import dev.reflux.operation.AddColumn;
import dev.reflux.operation.DropColumn;
import dev.reflux.schema.Column;
import dev.reflux.schema.Computed;
import dev.reflux.schema.ForeignKey;
import dev.reflux.schema.Identity;
import dev.reflux.schema.Index;
import dev.reflux.schema.Reference;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Columns: their definitions, and the statements that add and drop them.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-createtable.html">CREATE TABLE</a>
 */
final class PostgresqlColumns {

    private PostgresqlColumns() {}

    /** The definition without constraints that reach beyond the column. */
    static String definition(Column column) {
        return phrase(column).toString();
    }

    /** Adds the column with all that belongs to it. Where it is there already, so is its index. */
    static List<String> add(AddColumn operation) {
        Column column = operation.column();
        String table = PostgresqlNames.qualified(operation.schema(), operation.table());
        List<String> statements = new ArrayList<>();
        statements.add(PostgresqlTables.alter(table)
                .add("ADD COLUMN")
                .addIf(operation.ifNotExists(), "IF NOT EXISTS")
                .add(constrained(column))
                .toString());
        if (column.index()) {
            statements.add(PostgresqlIndexes.create(table, index(column), false, operation.ifNotExists()));
        }
        if (column.comment() != null) {
            statements.add(comment(table, column.name(), column.comment()));
        }
        return statements;
    }

    static String drop(DropColumn operation) {
        return PostgresqlTables.alter(operation.schema(), operation.table())
                .add("DROP COLUMN")
                .addIf(operation.ifExists(), "IF EXISTS")
                .add(PostgresqlText.identifier(operation.name()))
                .addIf(operation.cascade(), "CASCADE")
                .toString();
    }

    /** Sets the comment of a column, or removes it. */
    static String comment(String table, String column, @Nullable String comment) {
        return "COMMENT ON COLUMN " + table + '.' + PostgresqlText.identifier(column) + " IS "
                + PostgresqlText.literal(comment);
    }

    /** The index of its own; a unique one stands for the unique constraint too, as in SQLAlchemy. */
    static Index index(Column column) {
        Index.Builder index = Index.builder().columns(column.name());
        return column.unique() ? index.unique().build() : index.build();
    }

    /** Whether it gets a unique constraint of its own. */
    static boolean hasUniqueConstraint(Column column) {
        return column.unique() && !column.index();
    }

    /** The foreign key that a column's reference stands for. */
    static ForeignKey foreignKey(Column column, Reference reference) {
        String referent = reference.column();
        return new ForeignKey(
                reference.name(),
                List.of(column.name()),
                reference.table(),
                reference.schema(),
                referent == null ? List.of() : List.of(referent),
                reference.onDelete(),
                reference.onUpdate(),
                null,
                reference.deferrable(),
                reference.initially(),
                false);
    }

    /** The default as a literal or an expression; null for none. */
    static @Nullable String defaultOf(Column column) {
        if (column.defaultValue() != null) {
            return PostgresqlLiterals.assigned(ValueSite.of("default"), column.defaultValue(), column.type());
        }
        return column.defaultSql() == null ? null : PostgresqlExpressions.operand("default_sql", column.defaultSql());
    }

    private static Phrase phrase(Column column) {
        return new Phrase(PostgresqlText.identifier(column.name()))
                .add(PostgresqlTypes.of(column.type()))
                .addWith("COLLATE", PostgresqlNames.qualified(column.collation()))
                .addWith("DEFAULT", defaultOf(column))
                .addWith("GENERATED", identity(column.identity()))
                .addWith("GENERATED ALWAYS AS", computed(column.computed()))
                .addIf(!column.nullable(), "NOT NULL");
    }

    /** In the statement itself, so that nothing of it is made where the column is there already. */
    private static String constrained(Column column) {
        Phrase phrase =
                phrase(column).addIf(hasUniqueConstraint(column), "UNIQUE").addIf(column.primaryKey(), "PRIMARY KEY");
        Reference reference = column.references();
        if (reference != null) {
            phrase.addWith("CONSTRAINT", PostgresqlNames.optional(reference.name()))
                    .add(PostgresqlConstraints.references(foreignKey(column, reference)));
        }
        return phrase.toString();
    }

    private static @Nullable String identity(@Nullable Identity identity) {
        return identity == null ? null : PostgresqlSequences.identity(identity);
    }

    private static @Nullable String computed(@Nullable Computed computed) {
        return computed == null
                ? null
                : PostgresqlExpressions.parenthesised("expression", computed.expression())
                        + (computed.virtual() ? " VIRTUAL" : " STORED");
    }
}
