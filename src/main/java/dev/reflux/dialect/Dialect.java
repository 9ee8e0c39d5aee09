package dev.reflux.dialect;

import dev.reflux.operation.ChunkedUpdate;
import dev.reflux.operation.OperationCompiler;
import dev.reflux.sql.SqlLexis;

/**
 * Everything that Reflux must know of one database. All statements it gives are pure text, without terminator.
 *
 * <p>Follows Alembic's {@code DefaultImpl}, split into parts.
 */
public interface Dialect {

    /** Name in lower case, as an R2DBC URL has it: {@code postgresql}. */
    String name();

    /** True where DDL can be rolled back. */
    boolean transactionalDdl();

    /** How the database reads a script. */
    SqlLexis lexis();

    /** What turns operations into statements. */
    OperationCompiler operations();

    /** The statements of an update by ranges of a key. */
    ChunkStatements chunks(ChunkedUpdate update);

    /** The statements of the version and the history table. */
    StateStatements state(StateTables tables);

    /** The statements of the migration lock. */
    LockStatements lock(StateTables tables);

    /** What is known of the server's table of locks. */
    LockTable lockTable();

    /** What tells of sessions that stand in each other's way. */
    TrafficStatements traffic();

    /** What disturbs and watches sessions, for tests of revisions. */
    RehearsalStatements rehearsal();

    /** What reads the schema of a database. */
    CatalogStatements catalog();

    /** What tells of the columns and rows of a table. */
    TableStatements tables();

    /** What makes and drops databases. */
    ServerStatements server();

    /** The statements that prepare a session, and that undo what a revision did to it. */
    SessionStatements session();

    /**
     * A statement that runs another one, given to it as a quoted string: for what a driver would misread.
     *
     * @param statement one that may run in a transaction block
     */
    String quoted(String statement);

    /** What tells whether a statement took effect that ran outside any transaction. */
    LoneStatements lone();

    /** Begins, ends and gives up a transaction. */
    TransactionStatements transaction();

    /**
     * The statements of a transaction.
     *
     * @param begin begins one
     * @param commit ends one
     * @param rollback gives one up; harmless where none is open
     */
    record TransactionStatements(String begin, String commit, String rollback) {}
}
