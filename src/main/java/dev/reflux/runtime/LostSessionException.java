package dev.reflux.runtime;

import dev.reflux.error.ConnectionFailedException;
import org.jspecify.annotations.Nullable;

/** A run lost its session in the middle of its work; what became of that is to be found out over another connection. */
final class LostSessionException extends ConnectionFailedException {

    private static final long serialVersionUID = 1L;

    private final transient Remains remains;

    /**
     * What the run leaves behind.
     *
     * @param applicationName how the server calls the session, which may not know yet that nobody is there
     * @param commit the commit that was under way, or null
     * @param listener who is to hear of the end
     */
    record Remains(String applicationName, @Nullable CommitInDoubt commit, MigrationListener listener) {}

    LostSessionException(ConnectionFailedException lost, Remains remains) {
        super(String.valueOf(lost.getMessage()), lost.place(), lost.sqlState(), lost.getCause());
        this.remains = remains;
        setStackTrace(lost.getStackTrace());
        for (Throwable suppressed : lost.getSuppressed()) {
            addSuppressed(suppressed);
        }
    }

    Remains remains() {
        return remains;
    }
}
