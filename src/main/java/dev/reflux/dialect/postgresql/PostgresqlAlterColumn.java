package dev.reflux.dialect.postgresql;

import dev.reflux.operation.AlterColumn;
import dev.reflux.schema.DataType;
import dev.reflux.schema.Identity;
import dev.reflux.schema.Literal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Changes of a column, each a statement of its own, in the order in which none is in the way of the next.
 *
 * <p>Follows Alembic (type, null, default, comment, name), but takes away first what is to go: a default or an identity
 * may not go with the new type, nor an identity with null.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-altertable.html">ALTER TABLE</a>
 */
final class PostgresqlAlterColumn {

    private final AlterColumn operation;
    private final String table;
    private final String column;
    private final List<String> statements = new ArrayList<>();

    private PostgresqlAlterColumn(AlterColumn operation) {
        this.operation = operation;
        this.table = PostgresqlNames.qualified(operation.schema(), operation.table());
        this.column = PostgresqlText.identifier(operation.name());
    }

    static List<String> statements(AlterColumn operation) {
        PostgresqlAlterColumn change = new PostgresqlAlterColumn(operation);
        change.takeAway();
        change.changeType();
        change.changeNullable();
        change.changeDefault();
        change.comment();
        change.rename();
        return change.statements;
    }

    private void takeAway() {
        if (operation.dropIdentity()) {
            alter("DROP IDENTITY");
        }
        if (operation.dropDefault() || replacesDefault()) {
            alter("DROP DEFAULT");
        }
    }

    /** Whether there is, or may be, an old default in the way of the new type or identity. */
    private boolean replacesDefault() {
        boolean makesIdentity = operation.identity() != null && operation.existingIdentity() == null;
        return makesIdentity
                ? hadDefault()
                : newDefault() != null && operation.type() != null && !operation.dropIdentity();
    }

    private boolean hadDefault() {
        Literal before = operation.existingDefault();
        return operation.existingDefaultSql() != null || (before != null && !(before instanceof Literal.Null));
    }

    private void changeType() {
        DataType type = operation.type();
        if (type != null) {
            String using = operation.using();
            alter(new Phrase("TYPE")
                    .add(PostgresqlTypes.of(type))
                    .addWith("COLLATE", PostgresqlNames.qualified(operation.collation()))
                    .addWith("USING", using == null ? null : PostgresqlExpressions.operand("using", using))
                    .toString());
        }
    }

    private void changeNullable() {
        if (operation.nullable() != null) {
            alter(operation.nullable() ? "DROP NOT NULL" : "SET NOT NULL");
        }
    }

    private void changeDefault() {
        String value = newDefault();
        if (value != null) {
            alter("SET DEFAULT " + value);
        }
        Identity identity = operation.identity();
        if (identity != null) {
            Identity before = operation.existingIdentity();
            alter(
                    before == null
                            ? "ADD GENERATED " + PostgresqlSequences.identity(identity)
                            : PostgresqlSequences.identityChange(before, identity));
        }
    }

    private @Nullable String newDefault() {
        DataType type = operation.type() == null ? operation.existingType() : operation.type();
        if (operation.defaultValue() != null) {
            return PostgresqlLiterals.assigned(ValueSite.of("default"), operation.defaultValue(), type);
        }
        return operation.defaultSql() == null
                ? null
                : PostgresqlExpressions.operand("default_sql", operation.defaultSql());
    }

    private void comment() {
        if (operation.comment() != null || operation.dropComment()) {
            statements.add(PostgresqlColumns.comment(table, operation.name(), operation.comment()));
        }
    }

    private void rename() {
        if (operation.newName() != null) {
            statements.add(PostgresqlTables.alter(table)
                    .add("RENAME COLUMN")
                    .add(column)
                    .addWith("TO", PostgresqlText.identifier(operation.newName()))
                    .toString());
        }
    }

    private void alter(String change) {
        statements.add(PostgresqlTables.alter(table)
                .add("ALTER COLUMN")
                .add(column)
                .add(change)
                .toString());
    }
}
