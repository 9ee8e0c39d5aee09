package dev.reflux.operation;

/**
 * One change of a schema, or of its data. Immutable, and equal to another with equal components.
 *
 * <p>Follows Alembic's {@code MigrateOperation}.
 */
public sealed interface Operation
        permits CreateTable,
                DropTable,
                RenameTable,
                CreateTableComment,
                DropTableComment,
                AddColumn,
                DropColumn,
                AlterColumn,
                CreateIndex,
                DropIndex,
                ValidateConstraint,
                DropConstraint,
                RenameConstraint,
                CreateSchema,
                DropSchema,
                CreateSequence,
                AlterSequence,
                DropSequence,
                CreateEnum,
                AddEnumValue,
                RenameEnumValue,
                DropEnum,
                CreateExtension,
                DropExtension,
                BulkInsert,
                Execute,
                Autocommit,
                CreateConstraint {

    /** Calls the method of its kind. */
    <R> R accept(OperationVisitor<R> visitor);
}
