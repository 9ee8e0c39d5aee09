package dev.reflux.runtime;

import dev.reflux.dialect.ChunkStatements;
import dev.reflux.dialect.DatabaseState;
import dev.reflux.dialect.Dialect;
import dev.reflux.dialect.HistoryRecord;
import dev.reflux.dialect.LoneStatements;
import dev.reflux.dialect.SessionStatements.Setting;
import dev.reflux.dialect.StateStatements;
import dev.reflux.dialect.StateTables;
import dev.reflux.dialect.TrafficStatements;
import dev.reflux.engine.SyncConnection;
import dev.reflux.error.DatabaseException;
import dev.reflux.operation.ChunkedUpdate;
import dev.reflux.revision.VersionOp;
import dev.reflux.script.RevisionTimeouts;
import dev.reflux.script.ScriptStatement;
import dev.reflux.sql.DriverText;
import dev.reflux.sql.SqlLexis;
import dev.reflux.sql.StatementCursor;
import java.util.ArrayList;
import java.util.List;

/** What a run with work to do holds: the resolved tables, the clean settings, and who it is in the history. */
final class OnlineSession {

    private final SyncConnection connection;
    private final Dialect dialect;
    private final StateTables tables;
    private final RunIdentity identity;
    private final MigrationLock lock;
    private final List<String> reset;

    OnlineSession(
            SyncConnection connection,
            Dialect dialect,
            StateTables tables,
            RunIdentity identity,
            MigrationLock lock,
            List<Setting> cleanSettings) {
        this.connection = connection;
        this.dialect = dialect;
        this.tables = tables;
        this.identity = identity;
        this.lock = lock;
        this.reset = dialect.session().resetTo(cleanSettings);
    }

    Dialect.TransactionStatements transaction() {
        return dialect.transaction();
    }

    MigrationLock lock() {
        return lock;
    }

    StateStatements state() {
        return dialect.state(tables);
    }

    boolean keepsHistory() {
        return tables.historyTable() != null;
    }

    /** Undoes what a revision set, in the same message as its version rows. */
    List<String> resetStatements() {
        return reset;
    }

    /** Makes the timeouts of a revision, where it has some of its own. */
    List<String> timeouts(RevisionTimeouts timeouts) {
        return dialect.session().timeouts(timeouts.lock(), timeouts.statement());
    }

    TrafficStatements traffic() {
        return dialect.traffic();
    }

    /** Begins a step anew as in a session that is fresh, but for the lock. */
    DatabaseState startAgain() {
        connection.execute(reset);
        return StateReader.read(connection, dialect, tables);
    }

    String version(VersionOp op) {
        return VersionRows.statement(state(), op);
    }

    /** How the server calls the session. */
    String applicationName() {
        return identity.applicationName();
    }

    StateTables tables() {
        return tables;
    }

    HistoryRecord record(PlannedStep step) {
        return identity.record(step);
    }

    /** Writes the history row of a step that will commit half-way, in the open transaction. */
    long insertRunning(PlannedStep step, int begun, ProgressHash done) {
        return insertRunning(List.of(), step, begun, done);
    }

    /** The same outside any transaction, in one message with the question whether the lock is held. */
    long insertRunningAlone(PlannedStep step, int begun, ProgressHash done) {
        String guard = lock.guard();
        try {
            return insertRunning(guard == null ? List.of() : List.of(guard), step, begun, done);
        } catch (DatabaseException e) {
            throw lock.explain(e);
        }
    }

    private long insertRunning(List<String> before, PlannedStep step, int begun, ProgressHash done) {
        List<String> message = new ArrayList<>(before);
        message.addAll(dialect.session().asSessionUser(state().insertRunning(record(step), begun, done.hex())));
        return connection.query(message).stream()
                .flatMap(result -> result.rows().stream())
                .filter(row -> row.columns().contains("id"))
                .map(row -> row.require("id", Long.class))
                .findFirst()
                .orElseThrow();
    }

    /** Records progress between statements of a revision that may have changed the role. */
    List<String> progress(long historyRow, int begun, ProgressHash done) {
        return dialect.session().asSessionUser(state().updateProgress(historyRow, begun, done.hex()));
    }

    /** Records, between statements of a revision that may have changed the role, that one is about to run alone. */
    List<String> intent(long historyRow, int begun, ProgressHash done, String intent) {
        return dialect.session().asSessionUser(state().updateIntent(historyRow, begun, done.hex(), intent));
    }

    /** What tells whether a statement that ran alone took effect. */
    LoneStatements lone() {
        return dialect.lone();
    }

    /** A hash that blanks and comments do not change. */
    String tokensHash(ScriptStatement statement) {
        String tokens = StatementCursor.of(statement.text(), dialect.lexis()).tokens();
        return ProgressHash.START.with(tokens).hex();
    }

    /** How a statement begins, with nothing in it that may be secret. */
    String outline(ScriptStatement statement) {
        return StatementCursor.of(statement.text(), dialect.lexis()).outline();
    }

    /** Runs a statement after a failure, when nothing of the revision's settings is needed any more. */
    void cleanUp(String statement) {
        List<String> message = new ArrayList<>(reset);
        message.add(statement);
        connection.cleanUp(message);
    }

    /** The statements of an update by ranges of a key. */
    ChunkStatements chunks(ChunkedUpdate update) {
        return dialect.chunks(update);
    }

    /** Whether the driver reads a text as the server does. */
    boolean readByDriver(String text) {
        return !DriverText.of(text, dialect.lexis()).misread();
    }

    /** How the database reads statements. */
    SqlLexis lexis() {
        return dialect.lexis();
    }

    /** The statement as the driver must get it. */
    String forDriver(ScriptStatement statement) {
        DriverText text = DriverText.of(statement.text(), dialect.lexis());
        return text.misread() && !statement.bare() ? dialect.quoted(text.text()) : text.text();
    }
}
