package dev.reflux.error;

import org.jspecify.annotations.Nullable;

/** A fault of Reflux itself. */
public final class InternalException extends RefluxException {

    private static final long serialVersionUID = 1L;

    /** Creates the error at an unknown place. */
    public InternalException(String message) {
        this(message, Place.UNKNOWN, null);
    }

    /** Creates the error at a place. */
    public InternalException(String message, Place place) {
        this(message, place, null);
    }

    /** Creates the error at a place, with what caused it. */
    public InternalException(String message, Place place, @Nullable Throwable cause) {
        super("internal_error", message, place, cause);
    }
}
