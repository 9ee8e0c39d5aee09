package dev.reflux.error;

import org.jspecify.annotations.Nullable;

/** A revision file cannot be read or says something that cannot be carried out. */
public final class InvalidRevisionFileException extends RefluxException {

    private static final long serialVersionUID = 1L;

    /** Creates the error at an unknown place. */
    public InvalidRevisionFileException(String message) {
        this(message, Place.UNKNOWN, null);
    }

    /** Creates the error at a place. */
    public InvalidRevisionFileException(String message, Place place) {
        this(message, place, null);
    }

    /** Creates the error at a place, with what caused it. */
    public InvalidRevisionFileException(String message, Place place, @Nullable Throwable cause) {
        super("invalid_revision_file", message, place, cause);
    }

    /**
     * The same error, with what is known beside what is wrong in the file.
     *
     * @param sentences why it happened and what to do, in one or more lines
     */
    public InvalidRevisionFileException explained(String sentences) {
        InvalidRevisionFileException explained = new InvalidRevisionFileException(
                getMessage() + "\n  " + sentences.replace("\n", "\n  "), place(), getCause());
        explained.setStackTrace(getStackTrace());
        for (Throwable suppressed : getSuppressed()) {
            explained.addSuppressed(suppressed);
        }
        return explained;
    }
}
