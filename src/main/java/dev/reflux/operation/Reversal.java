package dev.reflux.operation;

import dev.reflux.schema.Column;
import dev.reflux.schema.Constraint;
import dev.reflux.schema.SequenceOptions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The way back of each operation. */
final class Reversal implements OperationVisitor<Reverse> {

    static final Reversal INSTANCE = new Reversal();

    private static final String ADD_DROPPED = "nothing says what it was; add the key dropped with its definition";
    private static final String SAY_YOURSELF = "; write the way back in downgrade";

    private Reversal() {}

    private static Reverse by(Operation operation) {
        return new Reverse.By(operation);
    }

    static Reverse none(Operation operation, String because) {
        return new Reverse.None("\"" + operation.describe() + "\" has no reverse, because " + because + ".");
    }

    private static Reverse noneWithIfExists(Operation operation) {
        return none(operation, "with if_exists it may not have dropped anything; leave if_exists out");
    }

    private static Reverse noneWithIfNotExists(Operation operation) {
        return none(operation, "with if_not_exists it may not have created anything; leave if_not_exists out");
    }

    @Override
    public Reverse visitCreateTable(CreateTable operation) {
        return operation.ifNotExists()
                ? noneWithIfNotExists(operation)
                : by(new DropTable(operation.name(), operation.schema(), false, false, operation));
    }

    @Override
    public Reverse visitDropTable(DropTable operation) {
        if (operation.ifExists()) {
            return noneWithIfExists(operation);
        }
        CreateTable dropped = operation.dropped();
        return dropped == null ? none(operation, ADD_DROPPED) : by(inSchema(dropped, operation.schema()));
    }

    private static CreateTable inSchema(CreateTable table, @Nullable String schema) {
        return new CreateTable(
                table.name(),
                table.schema() == null ? schema : table.schema(),
                table.columns(),
                table.constraints(),
                table.indexes(),
                table.comment(),
                table.ifNotExists(),
                table.partitionBy(),
                table.inherits(),
                table.unlogged(),
                table.tablespace(),
                table.with());
    }

    @Override
    public Reverse visitRenameTable(RenameTable operation) {
        return by(new RenameTable(operation.newName(), operation.name(), operation.schema()));
    }

    @Override
    public Reverse visitCreateTableComment(CreateTableComment operation) {
        String before = operation.existingComment();
        if (before == null || before.isEmpty()) {
            return by(new DropTableComment(operation.table(), operation.schema(), operation.comment()));
        }
        // An empty comment is none
        String after = operation.comment().isEmpty() ? null : operation.comment();
        return by(new CreateTableComment(operation.table(), operation.schema(), before, after));
    }

    @Override
    public Reverse visitDropTableComment(DropTableComment operation) {
        String before = operation.existingComment();
        return before == null
                ? none(operation, "nothing says what the comment was; add the key existing_comment")
                : by(new CreateTableComment(operation.table(), operation.schema(), before, null));
    }

    @Override
    public Reverse visitAddColumn(AddColumn operation) {
        Column column = operation.column();
        return operation.ifNotExists()
                ? noneWithIfNotExists(operation)
                : by(new DropColumn(operation.table(), operation.schema(), column.name(), false, false, column));
    }

    @Override
    public Reverse visitDropColumn(DropColumn operation) {
        if (operation.ifExists()) {
            return noneWithIfExists(operation);
        }
        Column dropped = operation.dropped();
        return dropped == null
                ? none(operation, ADD_DROPPED)
                : by(new AddColumn(operation.table(), operation.schema(), dropped, false));
    }

    @Override
    public Reverse visitAlterColumn(AlterColumn operation) {
        return new AlterColumnReversal(operation).reverse();
    }

    @Override
    public Reverse visitCreateIndex(CreateIndex operation) {
        if (operation.ifNotExists()) {
            return noneWithIfNotExists(operation);
        }
        String name = operation.index().name();
        if (name == null) {
            return noneWithoutName(operation);
        }
        return by(new DropIndex(name, operation.schema(), operation.concurrently(), false, false, operation));
    }

    private static Reverse noneWithoutName(Operation operation) {
        return none(operation, "it has no name to drop it by; add the key name, or set naming-convention");
    }

    @Override
    public Reverse visitDropIndex(DropIndex operation) {
        if (operation.ifExists()) {
            return noneWithIfExists(operation);
        }
        CreateIndex dropped = operation.dropped();
        if (dropped == null) {
            return none(operation, ADD_DROPPED);
        }
        return by(new CreateIndex(
                dropped.table(),
                dropped.schema() == null ? operation.schema() : dropped.schema(),
                dropped.index().named(operation.name()),
                operation.concurrently(),
                dropped.ifNotExists()));
    }

    @Override
    public Reverse visitCreatePrimaryKey(CreatePrimaryKey operation) {
        return dropOf(operation);
    }

    @Override
    public Reverse visitCreateUniqueConstraint(CreateUniqueConstraint operation) {
        return dropOf(operation);
    }

    @Override
    public Reverse visitCreateForeignKey(CreateForeignKey operation) {
        return dropOf(operation);
    }

    @Override
    public Reverse visitCreateCheckConstraint(CreateCheckConstraint operation) {
        return dropOf(operation);
    }

    @Override
    public Reverse visitCreateExcludeConstraint(CreateExcludeConstraint operation) {
        return dropOf(operation);
    }

    private static Reverse dropOf(CreateConstraint operation) {
        Constraint constraint = operation.constraint();
        String name = constraint.name();
        return name == null
                ? noneWithoutName(operation)
                : by(new DropConstraint(name, operation.table(), operation.schema(), false, false, null, constraint));
    }

    @Override
    public Reverse visitValidateConstraint(ValidateConstraint operation) {
        return none(operation, "no statement makes a constraint unchecked again" + SAY_YOURSELF);
    }

    @Override
    public Reverse visitDropConstraint(DropConstraint operation) {
        if (operation.ifExists()) {
            return noneWithIfExists(operation);
        }
        Constraint dropped = operation.dropped();
        if (dropped == null) {
            return none(operation, ADD_DROPPED);
        }
        Constraint named = dropped.named(operation.name());
        return by(CreateConstraint.of(operation.table(), operation.schema(), named));
    }

    @Override
    public Reverse visitRenameConstraint(RenameConstraint operation) {
        return by(new RenameConstraint(operation.table(), operation.schema(), operation.newName(), operation.name()));
    }

    @Override
    public Reverse visitCreateSchema(CreateSchema operation) {
        return operation.ifNotExists()
                ? noneWithIfNotExists(operation)
                : by(new DropSchema(operation.name(), false, false));
    }

    @Override
    public Reverse visitDropSchema(DropSchema operation) {
        return none(operation, "nothing says what was in the schema" + SAY_YOURSELF);
    }

    @Override
    public Reverse visitCreateSequence(CreateSequence operation) {
        return operation.ifNotExists()
                ? noneWithIfNotExists(operation)
                : by(new DropSequence(operation.name(), operation.schema(), false, false, operation));
    }

    @Override
    public Reverse visitAlterSequence(AlterSequence operation) {
        String newName = operation.newName();
        AlterSequence rename = new AlterSequence(
                operation.name(),
                operation.schema(),
                newName,
                null,
                SequenceOptions.builder().build(),
                false,
                null,
                null);
        if (newName == null || !operation.equals(rename)) {
            return none(operation, "nothing says how the sequence counted before" + SAY_YOURSELF);
        }
        return by(new AlterSequence(
                newName, operation.schema(), operation.name(), null, operation.options(), false, null, null));
    }

    @Override
    public Reverse visitDropSequence(DropSequence operation) {
        if (operation.ifExists()) {
            return noneWithIfExists(operation);
        }
        CreateSequence dropped = operation.dropped();
        if (dropped == null) {
            return none(operation, ADD_DROPPED);
        }
        return by(new CreateSequence(
                dropped.name(),
                dropped.schema() == null ? operation.schema() : dropped.schema(),
                dropped.type(),
                dropped.options(),
                dropped.ownedBy(),
                dropped.ifNotExists()));
    }

    @Override
    public Reverse visitCreateEnum(CreateEnum operation) {
        return by(new DropEnum(operation.name(), operation.schema(), false, operation));
    }

    @Override
    public Reverse visitAddEnumValue(AddEnumValue operation) {
        return none(operation, "no statement removes a value of an enum" + SAY_YOURSELF);
    }

    @Override
    public Reverse visitRenameEnumValue(RenameEnumValue operation) {
        return by(new RenameEnumValue(operation.name(), operation.schema(), operation.newValue(), operation.value()));
    }

    @Override
    public Reverse visitDropEnum(DropEnum operation) {
        if (operation.ifExists()) {
            return noneWithIfExists(operation);
        }
        CreateEnum dropped = operation.dropped();
        if (dropped == null) {
            return none(operation, ADD_DROPPED);
        }
        String schema = dropped.schema() == null ? operation.schema() : dropped.schema();
        return by(new CreateEnum(dropped.name(), schema, dropped.values()));
    }

    @Override
    public Reverse visitCreateExtension(CreateExtension operation) {
        return operation.ifNotExists()
                ? noneWithIfNotExists(operation)
                : by(new DropExtension(operation.name(), false, false));
    }

    @Override
    public Reverse visitDropExtension(DropExtension operation) {
        return none(operation, "nothing says what the extension held" + SAY_YOURSELF);
    }

    @Override
    public Reverse visitBulkInsert(BulkInsert operation) {
        return none(operation, "nothing tells its rows from others" + SAY_YOURSELF);
    }

    @Override
    public Reverse visitExecute(Execute operation) {
        return none(operation, "what SQL does is not known" + SAY_YOURSELF);
    }

    @Override
    public Reverse visitAutocommit(Autocommit operation) {
        List<Operation> reverses = new ArrayList<>();
        for (Operation each : operation.operations()) {
            Reverse reverse = each.accept(this);
            if (reverse instanceof Reverse.By found) {
                reverses.add(found.operation());
            } else {
                return reverse;
            }
        }
        Collections.reverse(reverses);
        return by(new Autocommit(reverses));
    }
}
