package dev.reflux.error;

import org.jspecify.annotations.Nullable;

/** The file of an applied revision is not the one that was applied, and {@code checksums} is {@code fail}. */
public final class ChecksumMismatchException extends RefluxException {

    private static final long serialVersionUID = 1L;

    /** Creates the error at an unknown place. */
    public ChecksumMismatchException(String message) {
        this(message, Place.UNKNOWN, null);
    }

    /** Creates the error at a place. */
    public ChecksumMismatchException(String message, Place place) {
        this(message, place, null);
    }

    /** Creates the error at a place, with what caused it. */
    public ChecksumMismatchException(String message, Place place, @Nullable Throwable cause) {
        super("checksum_mismatch", message, place, cause);
    }
}
