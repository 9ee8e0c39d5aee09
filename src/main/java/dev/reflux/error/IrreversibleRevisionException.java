package dev.reflux.error;

import org.jspecify.annotations.Nullable;

/** A downgrade was planned through a revision that has no way down. Nothing was changed. */
public final class IrreversibleRevisionException extends RefluxException {

    private static final long serialVersionUID = 1L;

    /** Creates the error at an unknown place. */
    public IrreversibleRevisionException(String message) {
        this(message, Place.UNKNOWN, null);
    }

    /** Creates the error at a place. */
    public IrreversibleRevisionException(String message, Place place) {
        this(message, place, null);
    }

    /** Creates the error at a place, with what caused it. */
    public IrreversibleRevisionException(String message, Place place, @Nullable Throwable cause) {
        super("irreversible_revision", message, place, cause);
    }
}
