package dev.reflux.migration;

import dev.reflux.engine.SyncConnection;
import dev.reflux.operation.BulkInsert;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a revision can do. Each method gives the operations themselves, so that calls may follow one another.
 *
 * <p>Statements are sent in the order of the calls, many in one message: what the database refuses may come to light in a
 * later call, but is told at the line that asked for it. Everything runs in the transaction of the revision, except for
 * autocommit parts. For the thread that the migration is called on, while it is called.
 *
 * <p>Follows Alembic's {@code alembic.op}.
 */
public interface Operations
        extends TableOperations<Operations>,
                ConstraintOperations<Operations>,
                ObjectOperations<Operations>,
                DataOperations<Operations> {

    /**
     * Runs operations outside the revision's transaction, each statement committed at once with the record of it. What was
     * done before is committed first.
     *
     * <p>When the revision fails afterwards, the next run of it calls the migration again and passes over as many
     * statements as were done, so the same must come in the same order.
     */
    Operations autocommit(Consumer<? super Operations> operations);

    /** Whether a script is written and there is no database to ask. */
    boolean isOffline();

    /**
     * The connection, for queries, inside the revision's transaction. It may be kept while the migration runs: each
     * statement comes after all that was called before it. What is run there is not counted among the statements of the
     * revision, and is run again when an autocommit part has failed. What would begin or end a transaction is refused with
     * {@link dev.reflux.error.InvalidRevisionFileException}.
     *
     * @throws dev.reflux.error.InvalidRevisionFileException where a script is written
     */
    SyncConnection connection();

    /** Placeholders of the configuration and of {@code -x name=value}, which wins. Immutable. */
    Map<String, String> placeholders();

    /** The value of a placeholder. */
    default Optional<String> placeholder(String name) {
        return Optional.ofNullable(placeholders().get(name));
    }

    /**
     * Inserts rows as they come, a thousand in one statement, with no more of them in memory. The stream is closed.
     *
     * @param rows each a map from column to value
     */
    default Operations bulkInsert(String table, Stream<? extends Map<String, ? extends @Nullable Object>> rows) {
        return bulkInsert(table, rows, options -> {});
    }

    /**
     * Inserts rows as they come, a thousand in one statement, with no more of them in memory. The stream is closed.
     *
     * @param rows each a map from column to value
     * @param options schema and columns; called for each statement
     */
    default Operations bulkInsert(
            String table,
            Stream<? extends Map<String, ? extends @Nullable Object>> rows,
            Consumer<? super BulkInsert.Builder> options) {
        try (rows) {
            Iterator<? extends Map<String, ? extends @Nullable Object>> left = rows.iterator();
            for (long before = 0; left.hasNext(); before += Rows.CHUNK) {
                run(Rows.insert(table, Rows.chunk(left), before, options));
            }
        }
        return this;
    }
}
