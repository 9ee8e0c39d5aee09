package dev.reflux.dialect;

import dev.reflux.engine.ResultRow;

/**
 * The server's table of locks, which one transaction over thousands of revisions can fill: each relation that it creates or
 * drops stays locked until it ends.
 */
public interface LockTable {

    /** Asks how many locks the table has room for. */
    String room();

    /** Decodes the row of {@link #room}. */
    Room decode(ResultRow row);

    /** About how many locks a statement keeps until the end of its transaction, by its words alone. */
    int keptBy(String statement);

    /**
     * Room for locks.
     *
     * @param locks of all sessions together
     * @param settings what it is made of, as part of a sentence, the setting to raise first
     */
    record Room(long locks, String settings) {}
}
