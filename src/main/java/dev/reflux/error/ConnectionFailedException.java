package dev.reflux.error;

import org.jspecify.annotations.Nullable;

/** No connection could be made, or the one in use was lost. */
public class ConnectionFailedException extends RefluxException {

    private static final long serialVersionUID = 1L;

    private final @Nullable String sqlState;

    /** Creates the error; {@code sqlState} is null when the server was never reached. */
    public ConnectionFailedException(
            String message, Place place, @Nullable String sqlState, @Nullable Throwable cause) {
        super("connection_failed", message, place, cause);
        this.sqlState = sqlState;
    }

    /** The same error, now that it is known what was running. */
    public final ConnectionFailedException at(Place where) {
        if (where.equals(Place.UNKNOWN)) {
            return this;
        }
        String running = where.revision() == null ? "" : "Revision " + where.revision();
        String message = running + (where.file() == null ? "" : " at " + where.describe()) + ": " + getMessage();
        ConnectionFailedException placed = new ConnectionFailedException(message, where, sqlState, getCause());
        placed.setStackTrace(getStackTrace());
        return placed;
    }

    @Override
    public final @Nullable String sqlState() {
        return sqlState;
    }
}
