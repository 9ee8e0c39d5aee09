package dev.reflux.dialect.postgresql;

import dev.reflux.operation.AddColumn;
import dev.reflux.operation.AddEnumValue;
import dev.reflux.operation.AlterColumn;
import dev.reflux.operation.AlterSequence;
import dev.reflux.operation.Autocommit;
import dev.reflux.operation.BulkInsert;
import dev.reflux.operation.CreateCheckConstraint;
import dev.reflux.operation.CreateEnum;
import dev.reflux.operation.CreateExcludeConstraint;
import dev.reflux.operation.CreateExtension;
import dev.reflux.operation.CreateForeignKey;
import dev.reflux.operation.CreateIndex;
import dev.reflux.operation.CreatePrimaryKey;
import dev.reflux.operation.CreateSchema;
import dev.reflux.operation.CreateSequence;
import dev.reflux.operation.CreateTable;
import dev.reflux.operation.CreateTableComment;
import dev.reflux.operation.CreateUniqueConstraint;
import dev.reflux.operation.DropColumn;
import dev.reflux.operation.DropConstraint;
import dev.reflux.operation.DropEnum;
import dev.reflux.operation.DropExtension;
import dev.reflux.operation.DropIndex;
import dev.reflux.operation.DropSchema;
import dev.reflux.operation.DropSequence;
import dev.reflux.operation.DropTable;
import dev.reflux.operation.DropTableComment;
import dev.reflux.operation.Execute;
import dev.reflux.operation.Operation;
import dev.reflux.operation.OperationCompiler;
import dev.reflux.operation.OperationVisitor;
import dev.reflux.operation.RenameConstraint;
import dev.reflux.operation.RenameEnumValue;
import dev.reflux.operation.RenameTable;
import dev.reflux.operation.ValidateConstraint;
import java.util.List;

/** Operations as PostgreSQL statements. Any number of threads may share it. */
final class PostgresqlCompiler implements OperationCompiler, OperationVisitor<List<String>> {

    @Override
    public List<String> compile(Operation operation) {
        return List.copyOf(operation.accept(this));
    }

    @Override
    public List<String> visitCreateTable(CreateTable operation) {
        return PostgresqlTables.create(operation);
    }

    @Override
    public List<String> visitDropTable(DropTable operation) {
        return List.of(PostgresqlTables.drop(operation));
    }

    @Override
    public List<String> visitRenameTable(RenameTable operation) {
        return List.of(PostgresqlTables.rename(operation));
    }

    @Override
    public List<String> visitCreateTableComment(CreateTableComment operation) {
        String table = PostgresqlNames.qualified(operation.schema(), operation.table());
        return List.of(PostgresqlTables.comment(table, operation.comment()));
    }

    @Override
    public List<String> visitDropTableComment(DropTableComment operation) {
        String table = PostgresqlNames.qualified(operation.schema(), operation.table());
        return List.of(PostgresqlTables.comment(table, null));
    }

    @Override
    public List<String> visitAddColumn(AddColumn operation) {
        return PostgresqlColumns.add(operation);
    }

    @Override
    public List<String> visitDropColumn(DropColumn operation) {
        return List.of(PostgresqlColumns.drop(operation));
    }

    @Override
    public List<String> visitAlterColumn(AlterColumn operation) {
        return PostgresqlAlterColumn.statements(operation);
    }

    @Override
    public List<String> visitCreateIndex(CreateIndex operation) {
        String table = PostgresqlNames.qualified(operation.schema(), operation.table());
        return List.of(
                PostgresqlIndexes.create(table, operation.index(), operation.concurrently(), operation.ifNotExists()));
    }

    @Override
    public List<String> visitDropIndex(DropIndex operation) {
        return List.of(PostgresqlIndexes.drop(operation));
    }

    @Override
    public List<String> visitCreatePrimaryKey(CreatePrimaryKey operation) {
        return List.of(PostgresqlConstraints.create(operation));
    }

    @Override
    public List<String> visitCreateUniqueConstraint(CreateUniqueConstraint operation) {
        return List.of(PostgresqlConstraints.create(operation));
    }

    @Override
    public List<String> visitCreateForeignKey(CreateForeignKey operation) {
        return List.of(PostgresqlConstraints.create(operation));
    }

    @Override
    public List<String> visitCreateCheckConstraint(CreateCheckConstraint operation) {
        return List.of(PostgresqlConstraints.create(operation));
    }

    @Override
    public List<String> visitCreateExcludeConstraint(CreateExcludeConstraint operation) {
        return List.of(PostgresqlConstraints.create(operation));
    }

    @Override
    public List<String> visitValidateConstraint(ValidateConstraint operation) {
        return List.of(PostgresqlConstraints.validate(operation));
    }

    @Override
    public List<String> visitDropConstraint(DropConstraint operation) {
        return List.of(PostgresqlConstraints.drop(operation));
    }

    @Override
    public List<String> visitRenameConstraint(RenameConstraint operation) {
        return List.of(PostgresqlConstraints.rename(operation));
    }

    @Override
    public List<String> visitCreateSchema(CreateSchema operation) {
        return List.of(PostgresqlSchemas.create(operation));
    }

    @Override
    public List<String> visitDropSchema(DropSchema operation) {
        return List.of(PostgresqlSchemas.drop(operation));
    }

    @Override
    public List<String> visitCreateSequence(CreateSequence operation) {
        return List.of(PostgresqlSequences.create(operation));
    }

    @Override
    public List<String> visitAlterSequence(AlterSequence operation) {
        return PostgresqlSequences.alter(operation);
    }

    @Override
    public List<String> visitDropSequence(DropSequence operation) {
        return List.of(PostgresqlSequences.drop(operation));
    }

    @Override
    public List<String> visitCreateEnum(CreateEnum operation) {
        return List.of(PostgresqlEnums.create(operation));
    }

    @Override
    public List<String> visitAddEnumValue(AddEnumValue operation) {
        return List.of(PostgresqlEnums.addValue(operation));
    }

    @Override
    public List<String> visitRenameEnumValue(RenameEnumValue operation) {
        return List.of(PostgresqlEnums.renameValue(operation));
    }

    @Override
    public List<String> visitDropEnum(DropEnum operation) {
        return List.of(PostgresqlEnums.drop(operation));
    }

    @Override
    public List<String> visitCreateExtension(CreateExtension operation) {
        return List.of(PostgresqlSchemas.createExtension(operation));
    }

    @Override
    public List<String> visitDropExtension(DropExtension operation) {
        return List.of(PostgresqlSchemas.dropExtension(operation));
    }

    @Override
    public List<String> visitBulkInsert(BulkInsert operation) {
        return PostgresqlRows.insert(operation);
    }

    @Override
    public List<String> visitExecute(Execute operation) {
        return PostgresqlExecute.statements(operation);
    }

    @Override
    public List<String> visitAutocommit(Autocommit operation) {
        return operation.operations().stream()
                .flatMap(each -> each.accept(this).stream())
                .toList();
    }
}
