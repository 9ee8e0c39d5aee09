package dev.reflux.error;

import org.jspecify.annotations.Nullable;

/** Another session held the migration lock for longer than the lock timeout. Nothing was changed. */
public final class LockNotAcquiredException extends RefluxException {

    private static final long serialVersionUID = 1L;

    /** Creates the error at an unknown place. */
    public LockNotAcquiredException(String message) {
        this(message, Place.UNKNOWN, null);
    }

    /** Creates the error at a place. */
    public LockNotAcquiredException(String message, Place place) {
        this(message, place, null);
    }

    /** Creates the error at a place, with what caused it. */
    public LockNotAcquiredException(String message, Place place, @Nullable Throwable cause) {
        super("lock_not_acquired", message, place, cause);
    }
}
