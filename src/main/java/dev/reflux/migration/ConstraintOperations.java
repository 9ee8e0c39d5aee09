package dev.reflux.migration;

import dev.reflux.operation.CreateCheckConstraint;
import dev.reflux.operation.CreateExcludeConstraint;
import dev.reflux.operation.CreateForeignKey;
import dev.reflux.operation.CreateIndex;
import dev.reflux.operation.CreatePrimaryKey;
import dev.reflux.operation.CreateUniqueConstraint;
import dev.reflux.operation.DropConstraint;
import dev.reflux.operation.DropIndex;
import dev.reflux.operation.RenameConstraint;
import dev.reflux.operation.ValidateConstraint;
import dev.reflux.schema.Check;
import dev.reflux.schema.Exclude;
import dev.reflux.schema.ForeignKey;
import dev.reflux.schema.Index;
import dev.reflux.schema.PrimaryKey;
import dev.reflux.schema.Unique;
import java.util.List;
import java.util.function.Consumer;

/**
 * Indexes and constraints. Those that are created with a builder get their name from it; without one the naming convention
 * names them, else the database.
 *
 * @param <R> what a call gives
 */
public interface ConstraintOperations<R> extends OperationTarget<R> {

    /** Creates an index over columns, in order. */
    default R createIndex(String name, String table, String... columns) {
        return createIndex(table, Index.builder().name(name).columns(columns));
    }

    /** Creates an index. */
    default R createIndex(String table, Index.Builder index) {
        return run(CreateIndex.builder(table, index.build()).build());
    }

    /**
     * Creates an index, as in {@code createIndex("account", index("ix_account_email", "email"),
     * CreateIndex.Builder::concurrently)}.
     *
     * @param options what is not part of the index: schema, concurrently, if not exists
     */
    default R createIndex(String table, Index.Builder index, Consumer<? super CreateIndex.Builder> options) {
        return run(
                Options.on(CreateIndex.builder(table, index.build()), options).build());
    }

    /** Drops an index. */
    default R dropIndex(String name) {
        return run(DropIndex.builder(name).build());
    }

    /** Drops an index. */
    default R dropIndex(String name, Consumer<? super DropIndex.Builder> options) {
        return run(Options.on(DropIndex.builder(name), options).build());
    }

    /** Adds a primary key over columns, in order. */
    default R createPrimaryKey(String name, String table, String... columns) {
        return createPrimaryKey(table, PrimaryKey.builder().name(name).columns(columns));
    }

    /** Adds a primary key. */
    default R createPrimaryKey(String table, PrimaryKey.Builder key) {
        return run(CreatePrimaryKey.builder(table, key.build()).build());
    }

    /** Adds a primary key. */
    default R createPrimaryKey(
            String table, PrimaryKey.Builder key, Consumer<? super CreatePrimaryKey.Builder> options) {
        return run(Options.on(CreatePrimaryKey.builder(table, key.build()), options)
                .build());
    }

    /** Adds a unique constraint over columns, in order. */
    default R createUniqueConstraint(String name, String table, String... columns) {
        return createUniqueConstraint(table, Unique.builder().name(name).columns(columns));
    }

    /** Adds a unique constraint. */
    default R createUniqueConstraint(String table, Unique.Builder constraint) {
        return run(CreateUniqueConstraint.builder(table, constraint.build()).build());
    }

    /** Adds a unique constraint. */
    default R createUniqueConstraint(
            String table, Unique.Builder constraint, Consumer<? super CreateUniqueConstraint.Builder> options) {
        return run(Options.on(CreateUniqueConstraint.builder(table, constraint.build()), options)
                .build());
    }

    /**
     * Adds a foreign key.
     *
     * @param columns referring columns, in order
     * @param referentColumns the columns that they refer to; none: the primary key
     */
    default R createForeignKey(
            String name, String table, String referentTable, List<String> columns, List<String> referentColumns) {
        return createForeignKey(
                table,
                ForeignKey.builder(referentTable)
                        .name(name)
                        .columns(columns.toArray(String[]::new))
                        .referentColumns(referentColumns.toArray(String[]::new)));
    }

    /** Adds a foreign key. */
    default R createForeignKey(String table, ForeignKey.Builder key) {
        return run(CreateForeignKey.builder(table, key.build()).build());
    }

    /** Adds a foreign key. */
    default R createForeignKey(
            String table, ForeignKey.Builder key, Consumer<? super CreateForeignKey.Builder> options) {
        return run(Options.on(CreateForeignKey.builder(table, key.build()), options)
                .build());
    }

    /** Adds a check constraint. */
    default R createCheckConstraint(String name, String table, String condition) {
        return createCheckConstraint(table, Check.builder(condition).name(name));
    }

    /** Adds a check constraint. */
    default R createCheckConstraint(String table, Check.Builder check) {
        return run(CreateCheckConstraint.builder(table, check.build()).build());
    }

    /** Adds a check constraint. */
    default R createCheckConstraint(
            String table, Check.Builder check, Consumer<? super CreateCheckConstraint.Builder> options) {
        return run(Options.on(CreateCheckConstraint.builder(table, check.build()), options)
                .build());
    }

    /** Adds an exclude constraint. */
    default R createExcludeConstraint(String table, Exclude.Builder exclude) {
        return run(CreateExcludeConstraint.builder(table, exclude.build()).build());
    }

    /** Adds an exclude constraint. */
    default R createExcludeConstraint(
            String table, Exclude.Builder exclude, Consumer<? super CreateExcludeConstraint.Builder> options) {
        return run(Options.on(CreateExcludeConstraint.builder(table, exclude.build()), options)
                .build());
    }

    /** Checks the rows that a constraint had left unchecked. */
    default R validateConstraint(String name, String table) {
        return run(ValidateConstraint.builder(name, table).build());
    }

    /** Checks the rows that a constraint had left unchecked. */
    default R validateConstraint(String name, String table, Consumer<? super ValidateConstraint.Builder> options) {
        return run(Options.on(ValidateConstraint.builder(name, table), options).build());
    }

    /** Drops a constraint. */
    default R dropConstraint(String name, String table) {
        return run(DropConstraint.builder(name, table).build());
    }

    /** Drops a constraint. */
    default R dropConstraint(String name, String table, Consumer<? super DropConstraint.Builder> options) {
        return run(Options.on(DropConstraint.builder(name, table), options).build());
    }

    /** Renames a constraint. */
    default R renameConstraint(String table, String name, String newName) {
        return run(RenameConstraint.builder(table, name, newName).build());
    }

    /** Renames a constraint. */
    default R renameConstraint(
            String table, String name, String newName, Consumer<? super RenameConstraint.Builder> options) {
        return run(Options.on(RenameConstraint.builder(table, name, newName), options)
                .build());
    }
}
