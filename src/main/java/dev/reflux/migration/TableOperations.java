package dev.reflux.migration;

import dev.reflux.operation.AddColumn;
import dev.reflux.operation.AlterColumn;
import dev.reflux.operation.CreateTable;
import dev.reflux.operation.CreateTableComment;
import dev.reflux.operation.DropColumn;
import dev.reflux.operation.DropTable;
import dev.reflux.operation.DropTableComment;
import dev.reflux.operation.RenameTable;
import dev.reflux.schema.Column;
import dev.reflux.schema.TableElement;
import java.util.function.Consumer;

/**
 * Tables and their columns.
 *
 * @param <R> what a call gives
 */
public interface TableOperations<R> extends OperationTarget<R> {

    /**
     * Creates a table.
     *
     * @param elements columns, constraints and indexes, or builders of them; the columns in order
     */
    default R createTable(String name, TableElement... elements) {
        return run(CreateTable.builder(name).elements(elements).build());
    }

    /** Creates a table; {@link CreateTable.Builder#elements} takes what it is made of. */
    default R createTable(String name, Consumer<? super CreateTable.Builder> options) {
        return run(Options.on(CreateTable.builder(name), options).build());
    }

    /** Drops a table. */
    default R dropTable(String name) {
        return run(DropTable.builder(name).build());
    }

    /** Drops a table. */
    default R dropTable(String name, Consumer<? super DropTable.Builder> options) {
        return run(Options.on(DropTable.builder(name), options).build());
    }

    /** Renames a table. */
    default R renameTable(String name, String newName) {
        return run(RenameTable.builder(name, newName).build());
    }

    /** Renames a table. */
    default R renameTable(String name, String newName, Consumer<? super RenameTable.Builder> options) {
        return run(Options.on(RenameTable.builder(name, newName), options).build());
    }

    /** Gives a table a comment, in place of the one it has. */
    default R createTableComment(String table, String comment) {
        return run(CreateTableComment.builder(table, comment).build());
    }

    /** Gives a table a comment, in place of the one it has. */
    default R createTableComment(String table, String comment, Consumer<? super CreateTableComment.Builder> options) {
        return run(
                Options.on(CreateTableComment.builder(table, comment), options).build());
    }

    /** Removes the comment of a table. */
    default R dropTableComment(String table) {
        return run(DropTableComment.builder(table).build());
    }

    /** Removes the comment of a table. */
    default R dropTableComment(String table, Consumer<? super DropTableComment.Builder> options) {
        return run(Options.on(DropTableComment.builder(table), options).build());
    }

    /** Adds a column. */
    default R addColumn(String table, Column column) {
        return run(AddColumn.builder(table, column).build());
    }

    /** Adds a column. */
    default R addColumn(String table, Column.Builder column) {
        return addColumn(table, column.build());
    }

    /** Adds a column. */
    default R addColumn(String table, Column column, Consumer<? super AddColumn.Builder> options) {
        return run(Options.on(AddColumn.builder(table, column), options).build());
    }

    /** Adds a column. */
    default R addColumn(String table, Column.Builder column, Consumer<? super AddColumn.Builder> options) {
        return addColumn(table, column.build(), options);
    }

    /** Drops a column. */
    default R dropColumn(String table, String name) {
        return run(DropColumn.builder(table, name).build());
    }

    /** Drops a column. */
    default R dropColumn(String table, String name, Consumer<? super DropColumn.Builder> options) {
        return run(Options.on(DropColumn.builder(table, name), options).build());
    }

    /** Changes a column in all that the options say, and in nothing else. */
    default R alterColumn(String table, String name, Consumer<? super AlterColumn.Builder> options) {
        return run(Options.on(AlterColumn.builder(table, name), options).build());
    }
}
