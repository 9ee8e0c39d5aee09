package dev.reflux.migration;

import dev.reflux.operation.BulkColumn;
import dev.reflux.operation.BulkInsert;
import dev.reflux.operation.ChunkedUpdate;
import dev.reflux.operation.Execute;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Rows, and SQL.
 *
 * <p>Values are what {@link dev.reflux.schema.Literal#of} takes; they are written into the statement as literals.
 *
 * @param <R> what a call gives
 */
public interface DataOperations<R> extends OperationTarget<R> {

    /** Runs SQL: one statement or several. */
    default R execute(String sql) {
        return run(Execute.builder(sql).build());
    }

    /**
     * Runs SQL with values.
     *
     * @param params value of each {@code :name} in the text; a {@link dev.reflux.operation.Parameter} brings its type
     */
    default R execute(String sql, Map<String, ? extends @Nullable Object> params) {
        return run(Execute.builder(sql).params(Rows.parameters(params)).build());
    }

    /**
     * Inserts rows, all at once. For more than fit into memory there is a form that takes them as they come.
     *
     * @param rows each a map from column to value; a column that a row leaves out gets its default. A map that has no
     *     order, such as that of {@code Map.of}, is taken in the order of its keys
     */
    default R bulkInsert(String table, List<? extends Map<String, ? extends @Nullable Object>> rows) {
        return run(Rows.insert(table, rows, 0, options -> {}));
    }

    /**
     * Inserts rows, all at once, into columns of known types.
     *
     * @param columns columns, in order
     */
    default R bulkInsert(
            String table, List<BulkColumn> columns, List<? extends Map<String, ? extends @Nullable Object>> rows) {
        return run(Rows.insert(table, rows, 0, options -> options.columns(columns.toArray(BulkColumn[]::new))));
    }

    /**
     * Inserts rows, all at once.
     *
     * @param options schema and columns
     */
    default R bulkInsert(
            String table,
            List<? extends Map<String, ? extends @Nullable Object>> rows,
            Consumer<? super BulkInsert.Builder> options) {
        return run(Rows.insert(table, rows, 0, options));
    }

    /**
     * Updates the rows of a large table by ranges of a key, in one statement for each range.
     *
     * <p>In an autocommit part each range commits on its own, so that locks are held and dead rows kept only as long as
     * one of them takes. What a crash leaves undone is done by the next run, which walks the keys from the beginning: the
     * update needs a {@code where} that leaves out the rows that are done, and this is checked for every range before it
     * commits. Elsewhere all ranges are part of the revision's transaction.
     *
     * <p>Counts as one statement. A script has one plain {@code UPDATE} over all rows.
     */
    R updateInChunks(ChunkedUpdate update);

    /** As {@link #updateInChunks(ChunkedUpdate)}. */
    default R updateInChunks(ChunkedUpdate.Builder update) {
        return updateInChunks(update.build());
    }
}
