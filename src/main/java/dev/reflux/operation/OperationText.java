package dev.reflux.operation;

import dev.reflux.schema.Constraint;
import dev.reflux.schema.IndexColumn;
import dev.reflux.schema.QualifiedName;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Operations in words. Names are written as {@link QualifiedName} does: in double quotes where they need them. */
final class OperationText implements OperationVisitor<String> {

    static final OperationText INSTANCE = new OperationText();

    /** Statements may be long. */
    private static final int LONGEST_SQL = 60;

    private OperationText() {}

    @Override
    public String visitCreateTable(CreateTable operation) {
        return "create table " + name(operation.schema(), operation.name());
    }

    @Override
    public String visitDropTable(DropTable operation) {
        return "drop table " + name(operation.schema(), operation.name());
    }

    @Override
    public String visitRenameTable(RenameTable operation) {
        return "rename table " + name(operation.schema(), operation.name()) + " to " + name(operation.newName());
    }

    @Override
    public String visitCreateTableComment(CreateTableComment operation) {
        return "comment on table " + name(operation.schema(), operation.table());
    }

    @Override
    public String visitDropTableComment(DropTableComment operation) {
        return "drop comment of table " + name(operation.schema(), operation.table());
    }

    @Override
    public String visitAddColumn(AddColumn operation) {
        return "add column " + name(operation.column().name()) + " to " + name(operation.schema(), operation.table());
    }

    @Override
    public String visitDropColumn(DropColumn operation) {
        return "drop column " + name(operation.name()) + " of " + name(operation.schema(), operation.table());
    }

    @Override
    public String visitAlterColumn(AlterColumn operation) {
        return "alter column " + name(operation.name()) + " of " + name(operation.schema(), operation.table());
    }

    @Override
    public String visitCreateIndex(CreateIndex operation) {
        String name = operation.index().name();
        String columns = operation.index().columns().stream()
                .map(OperationText::element)
                .collect(Collectors.joining(", ", "(", ")"));
        return "create index " + (name == null ? "" : name(name) + " ") + "on "
                + name(operation.schema(), operation.table()) + " " + columns;
    }

    private static String element(IndexColumn element) {
        return element.column() == null ? String.valueOf(element.expression()) : name(element.column());
    }

    @Override
    public String visitDropIndex(DropIndex operation) {
        return "drop index " + name(operation.schema(), operation.name());
    }

    @Override
    public String visitCreatePrimaryKey(CreatePrimaryKey operation) {
        return add("primary key", operation);
    }

    @Override
    public String visitCreateUniqueConstraint(CreateUniqueConstraint operation) {
        return add("unique constraint", operation);
    }

    @Override
    public String visitCreateForeignKey(CreateForeignKey operation) {
        return add("foreign key", operation);
    }

    @Override
    public String visitCreateCheckConstraint(CreateCheckConstraint operation) {
        return add("check constraint", operation);
    }

    @Override
    public String visitCreateExcludeConstraint(CreateExcludeConstraint operation) {
        return add("exclude constraint", operation);
    }

    private static String add(String kind, CreateConstraint operation) {
        Constraint constraint = operation.constraint();
        return "add " + kind + (constraint.name() == null ? "" : " " + name(constraint.name())) + " to "
                + name(operation.schema(), operation.table());
    }

    @Override
    public String visitValidateConstraint(ValidateConstraint operation) {
        return "validate constraint " + name(operation.name()) + " of " + name(operation.schema(), operation.table());
    }

    @Override
    public String visitDropConstraint(DropConstraint operation) {
        return "drop constraint " + name(operation.name()) + " of " + name(operation.schema(), operation.table());
    }

    @Override
    public String visitRenameConstraint(RenameConstraint operation) {
        return "rename constraint " + name(operation.name()) + " of " + name(operation.schema(), operation.table())
                + " to " + name(operation.newName());
    }

    @Override
    public String visitCreateSchema(CreateSchema operation) {
        return "create schema " + name(operation.name());
    }

    @Override
    public String visitDropSchema(DropSchema operation) {
        return "drop schema " + name(operation.name());
    }

    @Override
    public String visitCreateSequence(CreateSequence operation) {
        return "create sequence " + name(operation.schema(), operation.name());
    }

    @Override
    public String visitAlterSequence(AlterSequence operation) {
        return "alter sequence " + name(operation.schema(), operation.name());
    }

    @Override
    public String visitDropSequence(DropSequence operation) {
        return "drop sequence " + name(operation.schema(), operation.name());
    }

    @Override
    public String visitCreateEnum(CreateEnum operation) {
        return "create enum " + name(operation.schema(), operation.name());
    }

    @Override
    public String visitAddEnumValue(AddEnumValue operation) {
        return "add value " + value(operation.value()) + " to enum " + name(operation.schema(), operation.name());
    }

    @Override
    public String visitRenameEnumValue(RenameEnumValue operation) {
        return "rename value " + value(operation.value()) + " of enum " + name(operation.schema(), operation.name())
                + " to " + value(operation.newValue());
    }

    @Override
    public String visitDropEnum(DropEnum operation) {
        return "drop enum " + name(operation.schema(), operation.name());
    }

    @Override
    public String visitCreateExtension(CreateExtension operation) {
        return "create extension " + name(operation.name());
    }

    @Override
    public String visitDropExtension(DropExtension operation) {
        return "drop extension " + name(operation.name());
    }

    @Override
    public String visitBulkInsert(BulkInsert operation) {
        int rows = operation.rows().size();
        return "insert " + rows + (rows == 1 ? " row" : " rows") + " into "
                + name(operation.schema(), operation.table());
    }

    @Override
    public String visitExecute(Execute operation) {
        String line = operation.sql().strip().replaceAll("\\s+", " ");
        if (line.codePointCount(0, line.length()) > LONGEST_SQL) {
            line = line.substring(0, line.offsetByCodePoints(0, LONGEST_SQL)) + "…";
        }
        return "execute " + line;
    }

    @Override
    public String visitAutocommit(Autocommit operation) {
        return operation.operations().stream()
                .map(each -> each.accept(this))
                .collect(Collectors.joining(", ", "outside of transactions: ", ""));
    }

    private static String name(String name) {
        return name(null, name);
    }

    private static String name(@Nullable String schema, String name) {
        return new QualifiedName(schema, name).toString();
    }

    private static String value(String value) {
        return "'" + value.replace("'", "''") + "'";
    }
}
