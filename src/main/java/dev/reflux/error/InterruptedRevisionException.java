package dev.reflux.error;

import org.jspecify.annotations.Nullable;

/** A revision was left half-way and cannot be finished without a decision of the user. */
public final class InterruptedRevisionException extends RefluxException {

    private static final long serialVersionUID = 1L;

    /** Creates the error at an unknown place. */
    public InterruptedRevisionException(String message) {
        this(message, Place.UNKNOWN, null);
    }

    /** Creates the error at a place. */
    public InterruptedRevisionException(String message, Place place) {
        this(message, place, null);
    }

    /** Creates the error at a place, with what caused it. */
    public InterruptedRevisionException(String message, Place place, @Nullable Throwable cause) {
        super("interrupted_revision", message, place, cause);
    }
}
