package dev.reflux.error;

import org.jspecify.annotations.Nullable;

/** The run was cancelled; what it had not committed is rolled back. */
public final class CancelledException extends RefluxException {

    private static final long serialVersionUID = 1L;

    /** Creates the error at an unknown place. */
    public CancelledException(String message) {
        this(message, Place.UNKNOWN, null);
    }

    /** Creates the error at a place. */
    public CancelledException(String message, Place place) {
        this(message, place, null);
    }

    /** Creates the error at a place, with what caused it. */
    public CancelledException(String message, Place place, @Nullable Throwable cause) {
        super("cancelled", message, place, cause);
    }

    /** The same error with a further sentence. */
    public CancelledException adding(String sentence) {
        CancelledException told = new CancelledException(getMessage() + " " + sentence, place(), getCause());
        told.setStackTrace(getStackTrace());
        for (Throwable suppressed : getSuppressed()) {
            told.addSuppressed(suppressed);
        }
        return told;
    }
}
