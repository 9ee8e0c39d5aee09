package dev.reflux.runtime;

import dev.reflux.dialect.StateStatements.Started;
import dev.reflux.engine.StatementResult;
import dev.reflux.engine.SyncConnection;
import dev.reflux.error.ConnectionFailedException;
import dev.reflux.error.DatabaseException;
import dev.reflux.error.Place;
import dev.reflux.error.RevisionGraphException;
import dev.reflux.revision.VersionOp;
import dev.reflux.script.ScriptStatement;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Collects statements and sends them in one message, since over a network the number of round trips is everything. */
final class MessageBuffer {

    /** Beyond either limit a message is sent, so that memory stays small for a large file. */
    private static final int MOST_STATEMENTS = 200;

    private static final int MOST_CHARACTERS = 256 * 1024;

    /** What a statement is for: where errors point to, what its count of rows must be, or what its failure means. */
    private record Purpose(
            @Nullable String revision,
            @Nullable ScriptStatement statement,
            @Nullable VersionOp version,
            @Nullable MigrationLock guarded) {
        static final Purpose OWN = new Purpose(null, null, null, null);
    }

    private final SyncConnection connection;
    private final List<String> texts = new ArrayList<>();
    private final List<Purpose> purposes = new ArrayList<>();
    private int characters;
    private boolean holdsBegin;
    private @Nullable MigrationLock unguarded;
    private @Nullable Long lastSent;

    MessageBuffer(SyncConnection connection) {
        this.connection = connection;
    }

    /** Adds the beginning of a transaction that the lock has to cover. */
    void addBegin(String text, MigrationLock lock) {
        add(text);
        unguarded = lock;
        holdsBegin = true;
    }

    /** Not before statements that only set something: how a transaction is isolated can be set before it looks at anything. */
    private void guardBegun() {
        MigrationLock lock = unguarded;
        if (lock != null) {
            unguarded = null;
            addGuard(lock);
        }
    }

    /** Makes what follows fail unless the lock is held. */
    void addGuard(MigrationLock lock) {
        String guard = lock.guard();
        if (guard != null) {
            add(guard, new Purpose(null, null, null, lock));
        }
    }

    /** Whether a transaction was begun here alone, and the server knows nothing of it. */
    boolean holdsBegin() {
        return holdsBegin;
    }

    /** Adds a statement of our own. */
    void add(String text) {
        add(text, Purpose.OWN);
    }

    /**
     * Adds a statement of a revision.
     *
     * @param text the statement as the driver gets it
     */
    void add(String text, ScriptStatement statement, String revision) {
        add(text, new Purpose(revision, statement, null, null));
    }

    /** Adds a statement that must touch one version row. */
    void addVersion(String text, VersionOp op, String revision) {
        add(text, new Purpose(revision, null, op, null));
    }

    private void add(String text, Purpose purpose) {
        if (unguarded != null && !SessionSetting.isSet(text)) {
            guardBegun();
        }
        if (texts.size() >= MOST_STATEMENTS || (characters > 0 && characters + text.length() > MOST_CHARACTERS)) {
            flush();
        }
        texts.add(text);
        purposes.add(purpose);
        characters += text.length();
    }

    /** Sends what there is, then the statement with its rows. */
    void copy(ScriptStatement statement, Reader rows, Place place) {
        flush();
        try {
            connection.copyIn(statement.text(), rows);
        } catch (DatabaseException e) {
            throw e.at(place);
        } finally {
            lastSent = System.nanoTime();
        }
    }

    /** Sends what there is, but for the beginning of a transaction that has only been set up so far. */
    void flushGuarded() {
        if (unguarded == null) {
            flush();
        }
    }

    /** Sends what there is before a message of somebody else, who may still set up the transaction. */
    void flushBefore(List<String> statements) {
        if (!statements.stream().allMatch(SessionSetting::isSet)) {
            guardBegun();
        }
        send();
    }

    /** Sends what there is; afterwards the buffer is empty, whatever happened. */
    void flush() {
        guardBegun();
        send();
    }

    private void send() {
        if (texts.isEmpty()) {
            return;
        }
        List<String> message = List.copyOf(texts);
        List<Purpose> meant = List.copyOf(purposes);
        texts.clear();
        purposes.clear();
        characters = 0;
        holdsBegin = false;
        lastSent = System.nanoTime();
        try {
            checkVersionRows(connection.execute(message), meant);
        } catch (DatabaseException e) {
            Purpose failed = meant.get(e.failure().index());
            throw failed.guarded() == null
                    ? e.at(place(e.failure(), failed))
                    : failed.guarded().explain(e);
        } catch (ConnectionFailedException e) {
            throw e.at(firstPlace(meant));
        }
    }

    /** Where a message begins: nobody knows how far the server came with it. */
    private static Place firstPlace(List<Purpose> meant) {
        return meant.stream()
                .map(purpose -> place(null, purpose))
                .filter(place -> !place.equals(Place.UNKNOWN))
                .findFirst()
                .orElse(Place.UNKNOWN);
    }

    private static Place place(DatabaseException.@Nullable Failure failure, Purpose purpose) {
        ScriptStatement statement = purpose.statement();
        String revision = purpose.revision();
        if (revision == null) {
            return Place.UNKNOWN;
        }
        if (statement == null) {
            return Place.ofRevision(revision);
        }
        Integer position = failure == null ? null : failure.position();
        Place place = position == null ? statement.place() : statement.placeAt(position);
        return place.inRevision(revision);
    }

    private static void checkVersionRows(List<StatementResult> results, List<Purpose> meant) {
        for (int i = 0; i < meant.size(); i++) {
            VersionOp op = meant.get(i).version();
            if (op != null && results.get(i).rowsUpdated() != 1) {
                throw new RevisionGraphException(
                        RevisionGraphException.Kind.VERSION_ROW_MISMATCH,
                        "The version table was changed by somebody else: " + op + " matched "
                                + results.get(i).rowsUpdated() + " rows instead of 1. The transaction was rolled back;"
                                + " run the command again.");
            }
        }
    }

    /** How long before the next message something began that started at a time of {@link System#nanoTime}. */
    Started sentSince(long start) {
        boolean nothingSentYet = lastSent == null || lastSent < start;
        long ago = nothingSentYet ? 0 : TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        return new Started.Ago(ago);
    }
}
