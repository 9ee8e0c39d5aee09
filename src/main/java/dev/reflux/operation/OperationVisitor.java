package dev.reflux.operation;

/**
 * Handles each kind of operation. There are no default methods, so that a new operation fails to compile wherever
 * something must follow.
 *
 * @param <R> the result
 */
public interface OperationVisitor<R> {

    /** Handles {@link CreateTable}. */
    R visitCreateTable(CreateTable operation);

    /** Handles {@link DropTable}. */
    R visitDropTable(DropTable operation);

    /** Handles {@link RenameTable}. */
    R visitRenameTable(RenameTable operation);

    /** Handles {@link CreateTableComment}. */
    R visitCreateTableComment(CreateTableComment operation);

    /** Handles {@link DropTableComment}. */
    R visitDropTableComment(DropTableComment operation);

    /** Handles {@link AddColumn}. */
    R visitAddColumn(AddColumn operation);

    /** Handles {@link DropColumn}. */
    R visitDropColumn(DropColumn operation);

    /** Handles {@link AlterColumn}. */
    R visitAlterColumn(AlterColumn operation);

    /** Handles {@link CreateIndex}. */
    R visitCreateIndex(CreateIndex operation);

    /** Handles {@link DropIndex}. */
    R visitDropIndex(DropIndex operation);

    /** Handles {@link CreatePrimaryKey}. */
    R visitCreatePrimaryKey(CreatePrimaryKey operation);

    /** Handles {@link CreateUniqueConstraint}. */
    R visitCreateUniqueConstraint(CreateUniqueConstraint operation);

    /** Handles {@link CreateForeignKey}. */
    R visitCreateForeignKey(CreateForeignKey operation);

    /** Handles {@link CreateCheckConstraint}. */
    R visitCreateCheckConstraint(CreateCheckConstraint operation);

    /** Handles {@link CreateExcludeConstraint}. */
    R visitCreateExcludeConstraint(CreateExcludeConstraint operation);

    /** Handles {@link ValidateConstraint}. */
    R visitValidateConstraint(ValidateConstraint operation);

    /** Handles {@link DropConstraint}. */
    R visitDropConstraint(DropConstraint operation);

    /** Handles {@link RenameConstraint}. */
    R visitRenameConstraint(RenameConstraint operation);

    /** Handles {@link CreateSchema}. */
    R visitCreateSchema(CreateSchema operation);

    /** Handles {@link DropSchema}. */
    R visitDropSchema(DropSchema operation);

    /** Handles {@link CreateSequence}. */
    R visitCreateSequence(CreateSequence operation);

    /** Handles {@link AlterSequence}. */
    R visitAlterSequence(AlterSequence operation);

    /** Handles {@link DropSequence}. */
    R visitDropSequence(DropSequence operation);

    /** Handles {@link CreateEnum}. */
    R visitCreateEnum(CreateEnum operation);

    /** Handles {@link AddEnumValue}. */
    R visitAddEnumValue(AddEnumValue operation);

    /** Handles {@link RenameEnumValue}. */
    R visitRenameEnumValue(RenameEnumValue operation);

    /** Handles {@link DropEnum}. */
    R visitDropEnum(DropEnum operation);

    /** Handles {@link CreateExtension}. */
    R visitCreateExtension(CreateExtension operation);

    /** Handles {@link DropExtension}. */
    R visitDropExtension(DropExtension operation);

    /** Handles {@link BulkInsert}. */
    R visitBulkInsert(BulkInsert operation);

    /** Handles {@link Execute}. */
    R visitExecute(Execute operation);

    /** Handles {@link Autocommit}. */
    R visitAutocommit(Autocommit operation);
}
