package dev.reflux.dialect;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A session, or a prepared transaction, that holds a lock somebody else waits for.
 *
 * @param pid its process, or null for a prepared transaction
 * @param prepared name of the prepared transaction, or null for a session
 * @param user its role, or null where the server does not tell
 * @param application what it calls itself, or null
 * @param client its host, or null for one on the same machine
 * @param state as the server calls it, such as {@code idle in transaction}, or null
 * @param held the lock and the relation it is on, or null where another thing than a lock is waited for
 * @param transactionAge how long its transaction lasts, or null
 * @param queryAge how long ago its last statement began, or null
 * @param query the beginning of that statement, or null
 * @param ending the statement that ends it
 */
public record BlockingSession(
        @Nullable Integer pid,
        @Nullable String prepared,
        @Nullable String user,
        @Nullable String application,
        @Nullable String client,
        @Nullable String state,
        @Nullable String held,
        @Nullable Duration transactionAge,
        @Nullable Duration queryAge,
        @Nullable String query,
        String ending) {}
