package dev.reflux.engine;

import java.io.Reader;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import reactor.core.publisher.Mono;

/**
 * The blocking side of a connection: what {@link AsyncConnection#runSync} hands to a migration step.
 *
 * <p>Every method blocks the bridge thread until the server has answered, and fails at once with a
 * {@link dev.reflux.error.UsageException} on any other thread, an event-loop thread above all. Statements go over the
 * simple query protocol, one message a call. Errors: {@link dev.reflux.error.DatabaseException} when the server refuses a
 * statement (the transaction is then aborted), {@link dev.reflux.error.ConnectionFailedException} when the connection is
 * lost, {@link dev.reflux.error.CancelledException} after a cancellation.
 *
 * <p>Follows SQLAlchemy's {@code Connection} inside {@code AsyncConnection.run_sync}.
 */
public final class SyncConnection {

    private final Bridge bridge;
    private final StatementExchange exchange;
    private final Consumer<? super List<String>> first;

    SyncConnection(Bridge bridge, StatementExchange exchange) {
        this(bridge, exchange, statements -> {});
    }

    private SyncConnection(Bridge bridge, StatementExchange exchange, Consumer<? super List<String>> first) {
        this.bridge = bridge;
        this.exchange = exchange;
        this.first = first;
    }

    /**
     * The same connection for somebody whose statements need something done before they are sent, or a check.
     *
     * @param preparation hears the statements of each message, but for those of {@link #cleanUp}, before it is sent; what it
     *     throws refuses them
     */
    public SyncConnection preceded(Consumer<? super List<String>> preparation) {
        return new SyncConnection(bridge, exchange, statements -> {
            first.accept(statements);
            preparation.accept(statements);
        });
    }

    /**
     * Runs one statement and drops its rows.
     *
     * @return the server's count of rows
     */
    public long execute(String statement) {
        return execute(List.of(statement)).get(0).rowsUpdated();
    }

    /**
     * Runs statements in order, all in one message.
     *
     * <p>Outside a transaction block the server runs them in one implicit transaction. The first that fails ends the
     * message; the error says which it was.
     *
     * @param statements at least one; none a {@code COPY … FROM STDIN}
     * @return one result for each statement, without rows
     */
    public List<StatementResult> execute(List<String> statements) {
        first.accept(statements);
        return bridge.await(exchange.run(statements, false));
    }

    /** Runs one statement and gives its rows in order. */
    public List<ResultRow> query(String statement) {
        return query(List.of(statement)).get(0).rows();
    }

    /** As {@link #execute(List)}, with the rows of every statement. */
    public List<StatementResult> query(List<String> statements) {
        first.accept(statements);
        return bridge.await(exchange.run(statements, true));
    }

    /**
     * Runs {@code COPY … FROM STDIN}.
     *
     * @param statement the statement
     * @param data rows in the format that the statement names; read to its end on a thread that may block, not closed
     * @return number of rows copied
     */
    public long copyIn(String statement, Reader data) {
        first.accept(List.of(statement));
        return bridge.await(exchange.copyIn(statement, data));
    }

    /** Waits; a cancellation ends it with {@link dev.reflux.error.CancelledException}. */
    public void pause(Duration duration) {
        bridge.await(Mono.delay(duration));
    }

    /**
     * Runs code that may wait for anything else than the database. While it runs a cancellation interrupts the thread,
     * unless a statement is running, which is then cancelled; what the code throws afterwards is taken for its
     * consequence.
     *
     * @throws dev.reflux.error.CancelledException if the code threw something after a cancellation
     */
    public void runInterruptibly(Runnable code) {
        bridge.runInterruptibly(code);
    }

    /**
     * Runs statements that give something back: {@code ROLLBACK}, an unlock. Runs after a cancellation too, for at most a
     * few seconds; a server that does not answer by then loses the connection.
     *
     * @param statements at least one, sent in one message
     * @return one result for each statement, with its rows
     */
    public List<StatementResult> cleanUp(List<String> statements) {
        return bridge.awaitCleanUp(exchange.run(statements, true));
    }
}
