package dev.reflux.error;

import org.jspecify.annotations.Nullable;

/**
 * Root of all errors that Reflux reports.
 *
 * <p>The message is one or more complete sentences: what is wrong, where, and what to do. It never holds a password.
 */
public abstract class RefluxException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;
    private final transient Place place;

    /** Creates an error at a place, with the driver's or the platform's own exception as cause. */
    protected RefluxException(String code, String message, Place place, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
        this.place = place;
    }

    /** Stable name of the kind of error, in snake case; the names are listed in the reference of error types. */
    public final String code() {
        return code;
    }

    /** How a program ends that gives up because of this: {@link ExitStatus}. */
    public final int exitStatus() {
        return ExitStatus.of(code);
    }

    /** Where it happened; {@link Place#UNKNOWN} when nothing is known. */
    public final Place place() {
        return place;
    }

    /** Id of the revision that the error is about, or null. */
    public final @Nullable String revision() {
        return place.revision();
    }

    /** File that the error is about, or null. */
    public final @Nullable String file() {
        return place.file();
    }

    /** Line in {@link #file()}, counted from 1, or null. */
    public final @Nullable Integer line() {
        return place.line();
    }

    /** Five characters of SQLSTATE when the error came from the database, else null. */
    public @Nullable String sqlState() {
        return null;
    }
}
