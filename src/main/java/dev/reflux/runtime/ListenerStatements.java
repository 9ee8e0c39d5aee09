package dev.reflux.runtime;

import dev.reflux.engine.SyncConnection;
import dev.reflux.error.DatabaseException;
import dev.reflux.error.InvalidRevisionFileException;
import dev.reflux.error.Place;
import dev.reflux.error.UsageException;
import dev.reflux.script.CompiledStatements;
import dev.reflux.script.ScriptStatement;
import dev.reflux.sql.SqlLexis;
import dev.reflux.sql.TextPosition;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What listeners send in the transaction of a step: checked, and placed at its revision where it fails. */
final class ListenerStatements implements StepTransaction {

    private static final TextPosition START = new TextPosition(1, 1);

    private final String revision;
    private final CompiledStatements rules;
    private final Consumer<ScriptStatement> send;
    private final @Nullable SyncConnection connection;
    private boolean used;
    private boolean closed;

    /**
     * Statements at the end of a step.
     *
     * @param revision its id
     * @param send takes a statement that may be sent
     * @param connection to be asked; null where there is none
     */
    ListenerStatements(
            String revision, SqlLexis lexis, Consumer<ScriptStatement> send, @Nullable SyncConnection connection) {
        this.revision = revision;
        this.rules = new CompiledStatements("listener", lexis);
        this.send = send;
        this.connection = connection == null ? null : connection.preceded(this::checked);
    }

    @Override
    public void execute(List<String> statements) {
        List<ScriptStatement> checked = checked(statements);
        try {
            checked.forEach(send);
        } catch (DatabaseException e) {
            throw e.revision() == null ? e.at(Place.ofRevision(revision)) : e;
        }
    }

    @Override
    public Optional<SyncConnection> connection() {
        return Optional.ofNullable(connection);
    }

    private List<ScriptStatement> checked(List<String> statements) {
        if (closed) {
            throw new UsageException("The step has ended, so a listener can run nothing in its transaction any more.");
        }
        used = true;
        try {
            return statements.stream()
                    .map(each -> rules.statement(each, START, false))
                    .toList();
        } catch (InvalidRevisionFileException e) {
            throw new UsageException(
                    "A listener cannot run this in the transaction of revision " + revision + ". " + e.getMessage(),
                    Place.ofRevision(revision),
                    e);
        }
    }

    /** From now on refuses everything; tells whether anything was sent. */
    boolean close() {
        closed = true;
        return used;
    }
}
