package dev.reflux.runtime;

import dev.reflux.dialect.UnfinishedRevision;
import dev.reflux.engine.SyncConnection;
import dev.reflux.operation.ChunkedUpdate;
import dev.reflux.script.ScriptStatement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the statements of a run go: to the database, or into a script. The only place where online and offline differ.
 *
 * <p>Called in the order that {@link StepRunner} lays down; a sink need not defend itself against another.
 */
interface MigrationSink {

    /** Begins a transaction, in which the version rows are expected to be these. */
    void begin(List<String> expectedHeads);

    /** Ends the transaction; the steps finished in it are done for good. */
    void commit();

    /** Removes all version rows, in the open transaction. */
    void purge();

    /**
     * Closes the history rows of half-way revisions that the user settled by hand, in the open transaction.
     *
     * @param stamped the version rows that settle them
     */
    void closeSettled(List<UnfinishedRevision> revisions, List<String> stamped);

    /** A step begins, maybe inside a transaction that earlier steps share. */
    void startStep(PlannedStep step);

    /**
     * A statement of a revision inside the open transaction.
     *
     * @throws dev.reflux.error.DatabaseException where the database refuses it, maybe only in a later call
     */
    void statement(ScriptStatement statement);

    /** A statement that an earlier, unfinished run of the step had done. */
    void alreadyDone(ScriptStatement statement);

    /** Ends the transaction in which those were passed over. */
    void commitPassedOver();

    /**
     * Decides, with no transaction open, what became of the last statement that an unfinished run of the step had sent.
     *
     * @param statement what the file has in its place now; null: nothing
     * @return whether that is still to be run
     * @throws dev.reflux.error.InterruptedRevisionException when it cannot be decided
     */
    boolean settle(@Nullable ScriptStatement statement);

    /** The connection, which is asked only after {@link #asking}; null where there is none. */
    @Nullable
    SyncConnection connection();

    /** Runs everything so far, the beginning of the open transaction included, before these are asked over the connection. */
    void asking(List<String> statements);

    /** Runs code of an author, which may wait for anything; a cancellation ends it. */
    void runAuthored(Runnable code);

    /**
     * An update by ranges of a key, in the open transaction or each range in one of its own.
     *
     * @param whole the update in one statement, for what it counts
     * @param alone whether no transaction is open, and each range is to be committed
     */
    void chunkedUpdate(ScriptStatement whole, ChunkedUpdate update, boolean alone);

    /** Ends the transaction in the middle of a step, before a statement that must stand alone. */
    void commitHalfWay();

    /** A statement of a revision outside a transaction. */
    void standAlone(ScriptStatement statement);

    /**
     * Ends a step: undoes its settings, moves the version rows, writes the history, all in the open transaction.
     *
     * @param transaction number of the commit that will hold it, from 1
     */
    void finishStep(int transaction);
}
