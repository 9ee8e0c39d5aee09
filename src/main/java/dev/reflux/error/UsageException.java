package dev.reflux.error;

import org.jspecify.annotations.Nullable;

/** A command or method was called with arguments that do not fit together. */
public final class UsageException extends RefluxException {

    private static final long serialVersionUID = 1L;

    /** Creates the error at an unknown place. */
    public UsageException(String message) {
        this(message, Place.UNKNOWN, null);
    }

    /** Creates the error at a place. */
    public UsageException(String message, Place place) {
        this(message, place, null);
    }

    /** Creates the error at a place, with what caused it. */
    public UsageException(String message, Place place, @Nullable Throwable cause) {
        super("usage_error", message, place, cause);
    }
}
