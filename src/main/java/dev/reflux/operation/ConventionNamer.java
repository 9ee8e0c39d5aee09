package dev.reflux.operation;

import dev.reflux.schema.Arguments;
import dev.reflux.schema.Column;
import dev.reflux.schema.Constraint;
import dev.reflux.schema.Index;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Gives operations the names of a convention. */
final class ConventionNamer implements OperationVisitor<List<Operation>> {

    private final ConventionalNames names;

    ConventionNamer(ConventionalNames names) {
        this.names = names;
    }

    @Override
    public List<Operation> visitCreateTable(CreateTable operation) {
        return List.of(named(operation));
    }

    private CreateTable named(CreateTable table) {
        ImpliedParts implied = ImpliedParts.of(table.name(), table.columns(), names);
        Stream<Constraint> constraints =
                table.constraints().stream().map(constraint -> names.apply(table.name(), constraint));
        Stream<Index> indexes = table.indexes().stream().map(index -> names.apply(table.name(), index));
        return new CreateTable(
                table.name(),
                table.schema(),
                implied.columns(),
                Stream.concat(implied.constraints().stream(), constraints).toList(),
                Stream.concat(implied.indexes().stream(), indexes).toList(),
                table.comment(),
                table.ifNotExists(),
                table.partitionBy(),
                table.inherits(),
                table.unlogged(),
                table.tablespace(),
                table.with());
    }

    @Override
    public List<Operation> visitDropTable(DropTable operation) {
        CreateTable dropped = operation.dropped();
        if (dropped == null) {
            return List.of(operation);
        }
        return List.of(new DropTable(
                operation.name(), operation.schema(), operation.ifExists(), operation.cascade(), named(dropped)));
    }

    @Override
    public List<Operation> visitRenameTable(RenameTable operation) {
        return List.of(operation);
    }

    @Override
    public List<Operation> visitCreateTableComment(CreateTableComment operation) {
        return List.of(operation);
    }

    @Override
    public List<Operation> visitDropTableComment(DropTableComment operation) {
        return List.of(operation);
    }

    @Override
    public List<Operation> visitAddColumn(AddColumn operation) {
        ImpliedParts implied = ImpliedParts.of(operation.table(), List.of(operation.column()), names);
        if (operation.ifNotExists() && !implied.constraints().isEmpty()) {
            throw Arguments.invalid(
                    "if_not_exists",
                    "does not go together with a constraint of the column that the naming convention names; add it by"
                            + " an operation of its own");
        }
        List<Operation> operations = new ArrayList<>();
        for (Column column : implied.columns()) {
            operations.add(new AddColumn(operation.table(), operation.schema(), column, operation.ifNotExists()));
        }
        for (Constraint constraint : implied.constraints()) {
            operations.add(CreateConstraint.of(operation.table(), operation.schema(), constraint));
        }
        for (Index index : implied.indexes()) {
            operations.add(
                    new CreateIndex(operation.table(), operation.schema(), index, false, operation.ifNotExists()));
        }
        return operations;
    }

    /** What the column implies is named with the operation that brings it back. */
    @Override
    public List<Operation> visitDropColumn(DropColumn operation) {
        return List.of(operation);
    }

    @Override
    public List<Operation> visitAlterColumn(AlterColumn operation) {
        return List.of(operation);
    }

    @Override
    public List<Operation> visitCreateIndex(CreateIndex operation) {
        return List.of(named(operation));
    }

    private CreateIndex named(CreateIndex operation) {
        return new CreateIndex(
                operation.table(),
                operation.schema(),
                names.apply(operation.table(), operation.index()),
                operation.concurrently(),
                operation.ifNotExists());
    }

    /** Without what it was nothing tells the table, and the name is taken as it is. */
    @Override
    public List<Operation> visitDropIndex(DropIndex operation) {
        CreateIndex dropped = operation.dropped();
        if (dropped == null) {
            return List.of(operation);
        }
        CreateIndex named = named(new CreateIndex(
                dropped.table(),
                dropped.schema(),
                dropped.index().named(operation.name()),
                dropped.concurrently(),
                dropped.ifNotExists()));
        return List.of(new DropIndex(
                Arguments.required("name", named.index().name()),
                operation.schema(),
                operation.concurrently(),
                operation.ifExists(),
                operation.cascade(),
                named));
    }

    @Override
    public List<Operation> visitCreatePrimaryKey(CreatePrimaryKey operation) {
        return constraint(operation);
    }

    @Override
    public List<Operation> visitCreateUniqueConstraint(CreateUniqueConstraint operation) {
        return constraint(operation);
    }

    @Override
    public List<Operation> visitCreateForeignKey(CreateForeignKey operation) {
        return constraint(operation);
    }

    @Override
    public List<Operation> visitCreateCheckConstraint(CreateCheckConstraint operation) {
        return constraint(operation);
    }

    @Override
    public List<Operation> visitCreateExcludeConstraint(CreateExcludeConstraint operation) {
        return constraint(operation);
    }

    private List<Operation> constraint(CreateConstraint operation) {
        Constraint named = names.apply(operation.table(), operation.constraint());
        return List.of(CreateConstraint.of(operation.table(), operation.schema(), named));
    }

    @Override
    public List<Operation> visitValidateConstraint(ValidateConstraint operation) {
        return List.of(operation);
    }

    /** Without a kind the name is taken as it is. */
    @Override
    public List<Operation> visitDropConstraint(DropConstraint operation) {
        Constraint dropped = operation.dropped();
        if (dropped != null) {
            Constraint named = names.apply(operation.table(), dropped.named(operation.name()));
            return List.of(renamed(operation, Arguments.required("name", named.name()), named));
        }
        if (operation.type() == null) {
            return List.of(operation);
        }
        return List.of(renamed(operation, names.complete(operation.table(), operation.type(), operation.name()), null));
    }

    private static DropConstraint renamed(DropConstraint operation, String name, @Nullable Constraint dropped) {
        return new DropConstraint(
                name,
                operation.table(),
                operation.schema(),
                operation.ifExists(),
                operation.cascade(),
                operation.type(),
                dropped);
    }

    @Override
    public List<Operation> visitRenameConstraint(RenameConstraint operation) {
        return List.of(operation);
    }

    @Override
    public List<Operation> visitCreateSchema(CreateSchema operation) {
        return List.of(operation);
    }

    @Override
    public List<Operation> visitDropSchema(DropSchema operation) {
        return List.of(operation);
    }

    @Override
    public List<Operation> visitCreateSequence(CreateSequence operation) {
        return List.of(operation);
    }

    @Override
    public List<Operation> visitAlterSequence(AlterSequence operation) {
        return List.of(operation);
    }

    @Override
    public List<Operation> visitDropSequence(DropSequence operation) {
        return List.of(operation);
    }

    @Override
    public List<Operation> visitCreateEnum(CreateEnum operation) {
        return List.of(operation);
    }

    @Override
    public List<Operation> visitAddEnumValue(AddEnumValue operation) {
        return List.of(operation);
    }

    @Override
    public List<Operation> visitRenameEnumValue(RenameEnumValue operation) {
        return List.of(operation);
    }

    @Override
    public List<Operation> visitDropEnum(DropEnum operation) {
        return List.of(operation);
    }

    @Override
    public List<Operation> visitCreateExtension(CreateExtension operation) {
        return List.of(operation);
    }

    @Override
    public List<Operation> visitDropExtension(DropExtension operation) {
        return List.of(operation);
    }

    @Override
    public List<Operation> visitBulkInsert(BulkInsert operation) {
        return List.of(operation);
    }

    @Override
    public List<Operation> visitExecute(Execute operation) {
        return List.of(operation);
    }

    @Override
    public List<Operation> visitAutocommit(Autocommit operation) {
        return List.of(new Autocommit(operation.operations().stream()
                .flatMap(each -> each.accept(this).stream())
                .toList()));
    }
}
