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

    /**
     * The operation that undoes this one, or why there is none.
     *
     * <p>An operation that may find its work done already ({@code if_exists}, {@code if_not_exists}) has none, since it
     * may not have done anything; one that drops or alters has one where it says what was there before. Follows Alembic's
     * {@code MigrateOperation.reverse()}, which fails where this tells the reason.
     */
    default Reverse reverse() {
        return accept(Reversal.INSTANCE);
    }

    /** What it does as one phrase: {@code create table shop.account}, {@code add column email to account}. */
    default String describe() {
        return accept(OperationText.INSTANCE);
    }
}
