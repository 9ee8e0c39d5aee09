package dev.reflux.runtime;

import dev.reflux.engine.SyncConnection;
import dev.reflux.error.ConfigException;
import dev.reflux.error.InvalidOperationException;
import dev.reflux.error.InvalidRevisionFileException;
import dev.reflux.error.RefluxException;
import dev.reflux.operation.Autocommit;
import dev.reflux.operation.ChunkedUpdate;
import dev.reflux.operation.Operation;
import dev.reflux.runtime.StepBody.StatementReceiver;
import dev.reflux.script.ScriptStatement;
import dev.reflux.sql.TextPosition;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Carries the operations of a Java revision to where its statements go, for as long as the migration runs, and on its
 * thread only.
 */
final class OperationFeed {

    private final Thread thread = Thread.currentThread();
    private final JavaSetting setting;
    private final AuthorFailures failures;
    private final StatementReceiver receiver;
    private boolean closed;
    private int autocommitStatements;

    /** A feed for the calling thread. */
    OperationFeed(JavaSetting setting, AuthorFailures failures, StatementReceiver receiver) {
        this.setting = setting;
        this.failures = failures;
        this.receiver = receiver;
    }

    boolean isOffline() {
        return setting.offline();
    }

    Map<String, String> placeholders() {
        return setting.placeholders();
    }

    /** The line of the migration that the calling thread, whichever it is, is at. */
    TextPosition caller() {
        return setting.author().caller();
    }

    /** Ends it: a migration that has ended runs nothing any more. */
    void close() {
        closed = true;
    }

    /** Sends the statements of an operation, or prints them, or passes over what an earlier run has done. */
    void run(Operation operation, TextPosition position, boolean autocommit) {
        requireRunning();
        placing(position, () -> {
            requireNoAutocommit(autocommit && operation instanceof Autocommit);
            List<ScriptStatement> statements = setting.compiler().compile(operation, position, autocommit);
            statements.forEach(this::count);
            statements.forEach(receiver::accept);
        });
    }

    /** As {@link #run(Operation, TextPosition, boolean)}. */
    void run(ChunkedUpdate given, TextPosition position, boolean autocommit) {
        requireRunning();
        placing(position, () -> {
            ChunkedUpdate update = setting.compiler().replaced(given, position);
            ScriptStatement whole = setting.compiler().whole(update, position, autocommit);
            count(whole);
            receiver.accept(whole, update);
        });
    }

    /** Without a history nobody would know how many of several statements were done. */
    private void count(ScriptStatement statement) {
        if (statement.autocommit() && ++autocommitStatements > 1 && !setting.keepsHistory()) {
            throw new ConfigException(
                    "The revision has more than one autocommit statement, whose progress is kept in the history, but"
                            + " history-table is null. Set a history table, or split the revision.",
                    failures.at(statement.position()));
        }
    }

    /** The connection, on which everything that was called so far has run whenever it is asked something. */
    SyncConnection connection(TextPosition position) {
        return connection(position, this::caller);
    }

    /**
     * Operations that are called after this wait to be sent, so each question sends them first: a migration may keep the
     * connection for as long as it runs.
     */
    private SyncConnection connection(TextPosition position, Supplier<TextPosition> asking) {
        requireRunning();
        return placingAnswer(position, () -> {
            SyncConnection connection = receiver.connection();
            if (connection == null) {
                throw failures.noConnection(position);
            }
            return connection.preceded(statements -> prepare(statements, asking.get()));
        });
    }

    private void prepare(List<String> statements, TextPosition position) {
        requireRunning();
        placing(position, () -> {
            setting.compiler().checkAsked(statements, position);
            receiver.asking(statements);
        });
    }

    /** Asks the connection. */
    <T extends @Nullable Object> T ask(TextPosition position, Function<SyncConnection, T> question) {
        SyncConnection connection = connection(position, () -> position);
        return placingAnswer(position, () -> question.apply(connection));
    }

    AuthorFailures failures() {
        return failures;
    }

    void requireNoAutocommit(boolean autocommit) {
        if (autocommit) {
            throw new InvalidOperationException("autocommit", "stands inside another; write one part");
        }
    }

    private void requireRunning() {
        if (closed) {
            throw new InvalidRevisionFileException(
                    "The migration has ended, so its operations run nothing any more. Let its publisher, or its method, end"
                            + " only when all is done.");
        }
        if (Thread.currentThread() != thread) {
            throw new InvalidRevisionFileException("Operations were used on the thread "
                    + Thread.currentThread().getName()
                    + ". They serve only the thread that the migration was called on;"
                    + " a ReactiveMigration may use several.");
        }
    }

    private interface Action<T extends @Nullable Object> {
        T run();
    }

    private void placing(TextPosition position, Runnable action) {
        placingAnswer(position, () -> {
            action.run();
            return true;
        });
    }

    private <T extends @Nullable Object> T placingAnswer(TextPosition position, Action<T> action) {
        try {
            return action.run();
        } catch (RefluxException e) {
            throw failures.placed(e, failures.at(position));
        }
    }
}
