package dev.reflux.runtime;

import dev.reflux.dialect.ChunkStatements;
import dev.reflux.dialect.Dialect.TransactionStatements;
import dev.reflux.engine.ResultRow;
import dev.reflux.engine.StatementResult;
import dev.reflux.engine.SyncConnection;
import dev.reflux.error.ConnectionFailedException;
import dev.reflux.error.DatabaseException;
import dev.reflux.error.InvalidOperationException;
import dev.reflux.error.Place;
import dev.reflux.error.RefluxException;
import dev.reflux.operation.ChunkedUpdate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Walks a key upwards and updates range by range. Where a range ends is asked of the table, so gaps cost nothing and no
 * arithmetic is done with keys.
 */
final class ChunkWalk {

    private static final long LOG_EVERY_NANOS = 5_000_000_000L;

    private static final Logger log = LoggerFactory.getLogger(ChunkWalk.class);

    private final SyncConnection connection;
    private final ChunkedUpdate update;
    private final ChunkStatements statements;
    private final TransactionStatements transaction;
    private final MigrationLock lock;
    private final Place place;
    private final Consumer<ChunkProgress> listener;
    private final String table;
    private @Nullable Long estimatedRows;
    private long rows;
    private long changed;
    private long lastLogged = System.nanoTime();

    /**
     * A walk, to be run once.
     *
     * @param place where errors of the database point to
     */
    ChunkWalk(
            SyncConnection connection,
            OnlineSession session,
            ChunkedUpdate update,
            Place place,
            Consumer<ChunkProgress> listener) {
        this.connection = connection;
        this.update = update;
        this.statements = session.chunks(update);
        this.transaction = session.transaction();
        this.lock = session.lock();
        this.place = place;
        this.listener = listener;
        this.table = update.schema() == null ? update.table() : update.schema() + '.' + update.table();
        if (!session.readByDriver(statements.update(null, null))) {
            throw new InvalidOperationException(
                    "set or where",
                    "holds a $1, or a dollar quote whose tag has letters beyond ASCII, which the driver would misread; write"
                            + " the value in quotes");
        }
    }

    /** Updates in the open transaction; where one range ends and what the next one spans go in one message. */
    void run() {
        String after = null;
        String upTo = begin();
        while (upTo != null) {
            List<StatementResult> results = query(statements.update(after, upTo), statements.end(upTo));
            check(results.get(0), false);
            passed(upTo);
            after = upTo;
            upTo = key(results.get(1));
        }
        check(query(statements.update(after, null)).get(0), false);
        passed(null);
    }

    /**
     * Updates each range in a transaction of its own, which the lock has to cover.
     *
     * @param open hears whether a failure leaves a transaction to be rolled back
     */
    void runAlone(Consumer<Boolean> open) {
        String after = null;
        String upTo = begin();
        while (upTo != null) {
            updateAlone(after, upTo, open);
            after = upTo;
            upTo = key(commit(open, statements.end(upTo)).get(1));
            passed(after);
        }
        updateAlone(after, null, open);
        commit(open);
        passed(null);
    }

    private @Nullable String begin() {
        List<StatementResult> results = query(statements.estimate(), statements.end(null));
        long estimate = results.get(0).rows().stream()
                .mapToLong(row -> row.require("rows", Long.class))
                .sum();
        estimatedRows = estimate == 0 ? null : estimate;
        return key(results.get(1));
    }

    private static @Nullable String key(StatementResult result) {
        return result.rows().isEmpty() ? null : result.rows().get(0).require("key", String.class);
    }

    private void updateAlone(@Nullable String after, @Nullable String upTo, Consumer<Boolean> open) {
        List<String> message = new ArrayList<>(List.of(transaction.begin()));
        String guard = lock.guard();
        if (guard != null) {
            message.add(guard);
        }
        message.add(statements.update(after, upTo));
        open.accept(true);
        List<StatementResult> results = query(message.toArray(String[]::new));
        check(results.get(results.size() - 1), true);
    }

    private List<StatementResult> commit(Consumer<Boolean> open, String... more) {
        String[] message = new String[more.length + 1];
        message[0] = transaction.commit();
        System.arraycopy(more, 0, message, 1, more.length);
        List<StatementResult> results = query(message);
        open.accept(false);
        return results;
    }

    private void check(StatementResult result, boolean alone) {
        ResultRow counts = result.rows().get(0);
        long again = counts.require("again", Long.class);
        if (alone && again > 0) {
            throw new InvalidOperationException(
                    "where",
                    "still holds for " + again
                            + " rows after they were updated, so the next run after a failure would update"
                            + " them twice; it must hold only for rows that are still to be updated");
        }
        if (counts.require("moved", Long.class) > 0) {
            throw new InvalidOperationException(
                    "set", "changes the key " + update.key() + ", by which the rows are walked");
        }
        changed += counts.require("changed", Long.class);
    }

    private List<StatementResult> query(String... message) {
        try {
            return connection.query(List.of(message));
        } catch (DatabaseException e) {
            RefluxException meaning = lock.explain(e);
            throw meaning == e ? e.at(place) : meaning;
        } catch (ConnectionFailedException e) {
            throw e.at(place);
        }
    }

    private void passed(@Nullable String upTo) {
        rows += upTo == null ? 0 : update.size();
        boolean finished = upTo == null;
        if (finished || System.nanoTime() - lastLogged > LOG_EVERY_NANOS) {
            lastLogged = System.nanoTime();
            log.info(
                    "Table {}: {} rows updated{}",
                    table,
                    changed,
                    finished
                            ? ""
                            : ", " + rows + " of about " + (estimatedRows == null ? "?" : estimatedRows)
                                    + " looked at");
        }
        listener.accept(new ChunkProgress(table, rows, estimatedRows, changed, finished));
    }
}
