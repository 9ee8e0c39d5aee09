package dev.reflux.error;

import org.jspecify.annotations.Nullable;

/** The database holds a revision that no file knows. */
public final class DatabaseAheadException extends RefluxException {

    private static final long serialVersionUID = 1L;

    /** Creates the error at an unknown place. */
    public DatabaseAheadException(String message) {
        this(message, Place.UNKNOWN, null);
    }

    /** Creates the error at a place. */
    public DatabaseAheadException(String message, Place place) {
        this(message, place, null);
    }

    /** Creates the error at a place, with what caused it. */
    public DatabaseAheadException(String message, Place place, @Nullable Throwable cause) {
        super("database_ahead", message, place, cause);
    }
}
