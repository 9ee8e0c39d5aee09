package dev.reflux.dialect.postgresql;

import dev.reflux.dialect.CatalogStatements;
import dev.reflux.dialect.ChunkStatements;
import dev.reflux.dialect.Dialect;
import dev.reflux.dialect.LockStatements;
import dev.reflux.dialect.LockTable;
import dev.reflux.dialect.LoneStatements;
import dev.reflux.dialect.RehearsalStatements;
import dev.reflux.dialect.ServerStatements;
import dev.reflux.dialect.SessionStatements;
import dev.reflux.dialect.StateStatements;
import dev.reflux.dialect.StateTables;
import dev.reflux.dialect.TableStatements;
import dev.reflux.dialect.TrafficStatements;
import dev.reflux.operation.ChunkedUpdate;
import dev.reflux.operation.OperationCompiler;
import dev.reflux.sql.SqlLexis;

/** PostgreSQL. */
final class PostgresqlDialect implements Dialect {

    /** Asked for with every statement, and costly to make. */
    private final SqlLexis lexis = SqlLexis.postgresql();

    @Override
    public String name() {
        return "postgresql";
    }

    @Override
    public boolean transactionalDdl() {
        return true;
    }

    @Override
    public SqlLexis lexis() {
        return lexis;
    }

    @Override
    public OperationCompiler operations() {
        return new PostgresqlCompiler();
    }

    @Override
    public ChunkStatements chunks(ChunkedUpdate update) {
        return new PostgresqlChunks(update);
    }

    @Override
    public StateStatements state(StateTables tables) {
        return new PostgresqlState(tables);
    }

    @Override
    public LockStatements lock(StateTables tables) {
        return new PostgresqlLock(tables);
    }

    @Override
    public LockTable lockTable() {
        return new PostgresqlLockTable(lexis());
    }

    @Override
    public TrafficStatements traffic() {
        return new PostgresqlTraffic(lexis());
    }

    @Override
    public RehearsalStatements rehearsal() {
        return new PostgresqlRehearsal();
    }

    @Override
    public CatalogStatements catalog() {
        return new PostgresqlCatalog();
    }

    @Override
    public TableStatements tables() {
        return new PostgresqlTableRows();
    }

    @Override
    public ServerStatements server() {
        return new PostgresqlServer();
    }

    @Override
    public SessionStatements session() {
        return new PostgresqlSession();
    }

    @Override
    public LoneStatements lone() {
        return new PostgresqlLone();
    }

    @Override
    public String quoted(String statement) {
        String text = PostgresqlText.dollarQuoted(statement);
        return "DO " + PostgresqlText.dollarQuoted(" BEGIN EXECUTE " + text + "; END ");
    }

    @Override
    public TransactionStatements transaction() {
        return new TransactionStatements("BEGIN", "COMMIT", "ROLLBACK");
    }
}
