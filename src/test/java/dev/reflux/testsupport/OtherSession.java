package dev.reflux.testsupport;

import io.r2dbc.spi.Connection;
import java.util.List;

/** A session beside the one under test, for instance one that holds a lock. Calls block until the server has answered. */
public final class OtherSession {

    private final BlockingSql sql;

    private OtherSession(BlockingSql sql) {
        this.sql = sql;
    }

    /** A session that ends with the database of the test. */
    public static OtherSession on(TestDatabase database) {
        Connection connection = database.connect();
        return new OtherSession(new BlockingSql(connection));
    }

    /** Begins a transaction with these statements and leaves it open. */
    public OtherSession begin(String... statements) {
        sql.execute("BEGIN");
        return execute(statements);
    }

    /** Runs statements. */
    public OtherSession execute(String... statements) {
        List.of(statements).forEach(sql::execute);
        return this;
    }

    /** Gives up the open transaction. */
    public void rollBack() {
        sql.execute("ROLLBACK");
    }

    /** Ends the open transaction. */
    public void commit() {
        sql.execute("COMMIT");
    }

    /** Process id of its backend. */
    public int pid() {
        return Integer.parseInt(sql.value("SELECT pg_backend_pid()"));
    }
}
