package dev.reflux.runtime;

import dev.reflux.engine.SyncConnection;
import dev.reflux.error.Place;
import dev.reflux.operation.ChunkedUpdate;
import dev.reflux.script.ScriptStatement;
import dev.reflux.script.StatementPart;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one revision does in one direction, whichever format it is written in. */
interface StepBody {

    /** Checksum of the file, or null where there is none. */
    @Nullable
    String checksum();

    /** The parts as far as they are known before the body runs; empty for a no-op. */
    List<StatementPart> parts();

    /** The file. */
    Place place();

    /**
     * Gives all statements, in order.
     *
     * @param receiver runs, prints or passes over each before the next is made
     */
    void feed(StatementReceiver receiver);

    /** Where a body's statements go. */
    interface StatementReceiver {

        /** Takes a statement. */
        void accept(ScriptStatement statement);

        /**
         * Takes an update by ranges of a key.
         *
         * @param whole the update in one statement: what is printed, and what it counts for
         */
        void accept(ScriptStatement whole, ChunkedUpdate update);

        /** Runs code of an author, which may wait for anything; a cancellation ends it. */
        void runAuthored(Runnable code);

        /**
         * The connection; null where a script is written. Everything accepted before has run on it once
         * {@link #asking} was told of the statements that are asked over it.
         */
        @Nullable
        SyncConnection connection();

        /**
         * Hears what is about to be asked over the connection.
         *
         * @param statements those of one message
         */
        default void asking(List<String> statements) {
            throw new IllegalStateException("There is no connection to be asked");
        }
    }
}
